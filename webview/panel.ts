import { RpcError } from '../src/shared/rpc-peer.js';
import type { PanelRequests } from '../src/shared/protocol.js';
import type { Snapshot } from '../src/shared/snapshot.js';
import { firstView, runsPerPage, type View } from '../src/shared/view.js';
import type { Actions } from './actions.js';
import type { EditorLink, EditorListener } from './editor-link.js';
import type { PanelState } from './panel-state.js';
import { isReading } from './ui/is-reading.js';
import { FocusKeeper, openedIn } from './ui/focus-keeper.js';
import { morph, orderOf } from './ui/morph.js';
import { page } from './views/page.js';

interface PanelPorts {
  /** What was looked at before the page was loaded anew. */
  readonly view: View | undefined;
  /** Keeps what is looked at over hiding and reloading. */
  readonly keep: (state: { readonly root: string; readonly view: View }) => void;
}

/** A question that is under way, and whether its answer may move what is being read. */
interface Asking {
  readonly controller: AbortController;
  readonly when: 'now' | 'later';
}

/** The page: what is looked at, what the editor last said of it, and when something newer may take its place. */
export class Panel {
  readonly #element: HTMLElement;
  readonly #focus: FocusKeeper;
  readonly #link: EditorLink;
  readonly #ports: PanelPorts;
  #state: PanelState;
  /** What the editor said since, kept back because it would move what is being read. */
  #news: Snapshot | undefined;
  #asking: Asking | undefined;
  #measuredAt: number | undefined;
  /** Whether an action failed, which is to be read even if something else changes meanwhile. */
  #actionFailed = false;
  /** Whether what is open is to be brought into sight. */
  #reveals = false;

  constructor(element: HTMLElement, link: (listener: EditorListener) => EditorLink, ports: PanelPorts) {
    this.#element = element;
    this.#focus = new FocusKeeper(element);
    this.#ports = ports;
    this.#state = {
      view: ports.view ?? firstView,
      snapshot: null,
      problem: null,
      hasNews: false,
      measured: null,
      examples: null,
    };
    this.#link = link({
      stale: () => void this.#show('later'),
      look: ({ view }) => {
        this.#go(view);
      },
    });
  }

  start(): void {
    this.#link.ready();
    void this.#show('now');
  }

  readonly #actions: Actions = {
    go: (view) => {
      this.#go(view);
    },
    filter: (part) => {
      this.#go({ filter: { ...this.#state.view.filter, ...part }, run: null, limit: runsPerPage });
    },
    command: (command) => void this.#act('command', { command }),
    run: (run, action) => void this.#act('run', { run, action }),
    option: (option, action) => void this.#act('option', { option, action }),
    page: (address, action) => void this.#act('page', { address, action }),
    countExamples: () => void this.#countExamples(),
  };

  #go(view: Partial<View>): void {
    this.#state = { ...this.#state, view: { ...this.#state.view, ...view } };
    this.#reveals = typeof view.run === 'string';
    void this.#show('now');
  }

  async #act<Method extends keyof PanelRequests>(
    method: Method,
    params: PanelRequests[Method]['params'],
  ): Promise<void> {
    try {
      await this.#link.request(method, params);
      await this.#show('now');
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#actionFailed = true;
    this.#update({ problem: wordsOf(error) });
  }

  /** Asks what there is to show; an answer that comes `later` takes its place only where it moves nothing. */
  async #show(when: Asking['when']): Promise<void> {
    // What is asked anew has to come as soon as what it replaces.
    if (this.#asking?.when === 'now') when = 'now';
    this.#asking?.controller.abort();
    const asking: Asking = { controller: new AbortController(), when };
    this.#asking = asking;
    try {
      const snapshot = await this.#link.request('show', this.#state.view, asking.controller.signal);
      if (this.#asking !== asking) return;
      this.#asking = undefined;
      this.#take(snapshot, when);
    } catch (error) {
      if (error instanceof RpcError && error.reason === 'cancelled') return;
      if (this.#asking === asking) this.#asking = undefined;
      this.#update({ problem: wordsOf(error) });
    }
  }

  #take(snapshot: Snapshot, when: Asking['when']): void {
    const { view } = this.#state;
    if (when === 'later' && isReading(this.#element) && this.#wouldMove(snapshot)) {
      this.#news = snapshot;
      this.#update({ hasNews: true });
      return;
    }
    this.#news = undefined;
    this.#ports.keep({ root: snapshot.root, view });
    this.#actionFailed &&= when === 'later';
    const problem = this.#actionFailed ? this.#state.problem : null;
    this.#update({ snapshot, problem, hasNews: false });
    if (this.#reveals) openedIn(this.#element)?.scrollIntoView({ block: 'nearest' });
    this.#reveals = false;
    if (view.tab === 'trends' && snapshot.ledger !== null) void this.#measure(snapshot.revision);
  }

  #wouldMove(snapshot: Snapshot): boolean {
    const next = this.#draw({ ...this.#state, snapshot });
    return orderOf(next) !== orderOf(this.#element);
  }

  #update(change: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#focus.during(() => {
      morph(this.#element, this.#draw(this.#state));
    });
  }

  #draw(state: PanelState): HTMLElement {
    return page(state, this.#actions, () => {
      if (this.#news !== undefined) this.#take(this.#news, 'now');
    });
  }

  async #measure(revision: number): Promise<void> {
    if (this.#measuredAt === revision) return;
    this.#measuredAt = revision;
    try {
      this.#update({ measured: await this.#link.request('measure', null) });
    } catch (error) {
      this.#update({ problem: wordsOf(error) });
    }
  }

  async #countExamples(): Promise<void> {
    this.#update({ examples: 'counting' });
    try {
      this.#update({ examples: await this.#link.request('countExamples', null) });
    } catch (error) {
      this.#update({ examples: null });
      this.#fail(error);
    }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
