import { isRecord, isView } from '../src/shared/view.js';
import { EditorLink, type VsCodeApi } from './editor-link.js';
import { Panel } from './panel.js';
import { addStyle } from './ui/style.js';
import { registerToolkit } from './ui/toolkit.js';

declare function acquireVsCodeApi(): VsCodeApi;

const page = document.querySelector('main');
if (page === null) throw new Error('the page has no main part');
addStyle(document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '');
registerToolkit();

const api = acquireVsCodeApi();
const saved: unknown = api.getState();
const view = isRecord(saved) && isView(saved['view']) ? saved['view'] : undefined;
const panel = new Panel(page, (takes) => new EditorLink(api, takes), {
  view,
  keep: (state) => {
    api.setState(state);
  },
});
panel.start();
