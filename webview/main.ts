import type { FromPanel, ToPanel } from '../src/shared/protocol.js';
import { standingsView } from './standings-view.js';
import { addStyle } from './ui/style.js';
import { registerToolkit } from './ui/toolkit.js';

interface Host {
  postMessage(message: FromPanel): void;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const page = document.querySelector('main');
addStyle(document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '');
registerToolkit();

/** Only the editor can send to this page. */
window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  host.setState(data.root);
  page?.replaceChildren(
    ...standingsView(data.state, (message) => {
      host.postMessage(message);
    }),
  );
});
host.postMessage({ type: 'ready' });
