import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunSummary } from '../../../src/shared/runs-content.js';
import type { Snapshot } from '../../../src/shared/snapshot.js';
import { firstView } from '../../../src/shared/view.js';
import type { EditorLink, EditorListener } from '../../../webview/editor-link.js';
import { Panel } from '../../../webview/panel.js';

// Its elements need a browser; here they stay unknown to the page.
vi.mock('@vscode/webview-ui-toolkit', () => ({}));

const run = (id: string): RunSummary => ({
  id,
  ...{
    number: 1,
    title: `Run ${id}`,
    agent: null,
    model: null,
    prompt: null,
    status: 'finished',
    score: 1,
    kept: 1,
  },
  ...{ files: 1, checks: [], weakensChecks: false, costUsd: null, tokens: null, durationMs: 1000 },
  startedAt: '2026-01-01T10:00:00.000Z',
});

const snapshot = (...ids: string[]): Snapshot => ({
  ...{ revision: ids.length, root: '/shop', title: 'shop', notice: null, canWrite: true },
  ledger: {
    useNow: { sentence: [], basis: '', certainty: 'none' },
    content: {
      ...{ tab: 'runs', hasMore: false, agents: [], models: [], opened: null, earlier: [] },
      ...{ runs: ids.map(run), total: ids.length },
    },
  },
});

describe('the panel', () => {
  let main: HTMLElement;
  let listener: EditorListener;
  let answers: ((snapshot: Snapshot) => void)[];

  beforeEach(() => {
    const window = parseHTML('<!doctype html><body><main id="panel"></main></body>');
    const { document, HTMLElement, HTMLSelectElement, Element } = window;
    Object.assign(document, { hasFocus: () => true, getSelection: () => null });
    // It cannot be set there.
    Object.defineProperty(HTMLSelectElement.prototype, 'value', { value: '', writable: true });
    for (const [name, value] of Object.entries({ document, HTMLElement, HTMLSelectElement, Element, window }))
      vi.stubGlobal(name, value);
    main = document.querySelector<HTMLElement>('main') ?? expect.fail();
    answers = [];
    const link = (told: EditorListener): EditorLink => {
      listener = told;
      const request = (): Promise<Snapshot> => new Promise((resolve) => answers.push(resolve));
      return { ready: () => undefined, request } as never;
    };
    new Panel(main, link, { view: { ...firstView, tab: 'runs' }, keep: () => undefined }).start();
  });
  afterEach(() => vi.unstubAllGlobals());

  const answer = async (given: Snapshot): Promise<void> => {
    answers.at(-1)?.(given);
    await new Promise(setImmediate);
  };
  const runs = (): (string | null)[] =>
    [...main.querySelectorAll('.run')].map((each) => each.getAttribute('data-key'));

  const isNews = (): boolean => main.querySelector('.news vscode-button') !== null;

  it('shows what the editor says', async () => {
    await answer(snapshot('a'));
    expect(runs()).toEqual(['a']);
  });

  it('moves nothing that a person reads, however often more comes before an answer', async () => {
    await answer(snapshot('a'));
    Object.assign(window, { scrollY: 500 });
    listener.stale({ revision: 2 });
    listener.stale({ revision: 2 });
    await answer(snapshot('b', 'a'));
    expect([runs(), isNews()]).toEqual([['a'], true]);
  });

  it('shows what a person asked for, also where more came before the answer', async () => {
    await answer(snapshot('a'));
    Object.assign(window, { scrollY: 500 });
    listener.look({ root: '/shop', view: { run: 'b' } });
    listener.stale({ revision: 2 });
    await answer(snapshot('b', 'a'));
    expect([runs(), isNews()]).toEqual([['b', 'a'], false]);
  });
});
