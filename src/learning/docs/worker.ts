import type { LookupAddress } from 'node:dns';
import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { AllowList } from './allow-list.js';
import { DirectRetriever } from './direct-retriever.js';
import { DocsError } from './docs-error.js';
import { defaultLimits } from './fetch-limits.js';
import { isPublicAddress } from './public-address.js';
import type { Watch } from './retriever.js';
import { routeOf } from './route.js';
import type {
  DocsAnswer,
  DocsQuestion,
  DocsWorkerStart,
  FromDocsWorker,
  ToDocsWorker,
} from './worker-messages.js';

const aliveEveryMs = 1000;

/**
 * Fetches and reads pages in a process of its own: reading a large one takes half a second, and VS Code does not replace `https`
 * here. It has no database and may be killed at any time.
 */
class DocsWorker {
  readonly #tell: (message: FromDocsWorker) => void;
  readonly #retriever: DirectRetriever;
  readonly #underWay = new Map<number, AbortController>();
  readonly #lookups = new Map<number, (addresses: readonly LookupAddress[]) => void>();
  #lastLookup = 0;

  constructor(tell: (message: FromDocsWorker) => void, start: DocsWorkerStart) {
    this.#tell = tell;
    const { hosts, limits, looksUpOverPort = false, allowedAddresses = [], ...where } = start;
    const route = routeOf({
      ...where,
      lookup: looksUpOverPort ? (host) => this.#askForAddresses(host) : undefined,
      isAllowed: (address) => allowedAddresses.includes(address) || isPublicAddress(address),
    });
    this.#retriever = new DirectRetriever(new AllowList(hosts), route, { ...defaultLimits, ...limits });
    setInterval(() => {
      if (this.#underWay.size > 0) this.#tell({ kind: 'alive' });
    }, aliveEveryMs);
  }

  receive(message: Exclude<ToDocsWorker, { kind: 'start' }>): void {
    switch (message.kind) {
      case 'retrieve':
        void this.#retrieve(message.id, message.question);
        return;
      case 'cancel':
        this.#underWay.get(message.id)?.abort();
        return;
      case 'addresses':
        this.#lookups.get(message.id)?.(message.addresses);
        this.#lookups.delete(message.id);
    }
  }

  async #retrieve(id: number, question: DocsQuestion): Promise<void> {
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    const watch: Watch = {
      signal: controller.signal,
      onStage: (stage) => {
        this.#tell({ kind: 'stage', id, stage });
      },
      onConnection: (connection) => {
        this.#tell({ kind: 'connection', id, connection });
      },
    };
    try {
      this.#tell({ kind: 'answer', id, answer: await this.#answer(question, watch) });
    } catch (error) {
      const reason = error instanceof DocsError ? error.reason : 'unusable';
      const message = error instanceof Error ? error.message : String(error);
      this.#tell({ kind: 'problem', id, reason, message });
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #answer(question: DocsQuestion, watch: Watch): Promise<DocsAnswer> {
    switch (question.kind) {
      case 'page':
        return this.#retriever.page(question.request, watch);
      case 'index':
        return this.#retriever.index(question.request, watch);
      case 'extract': {
        const { html, url } = question.request;
        watch.onStage?.('reading');
        return { kind: 'extracted', page: await this.#retriever.extract(html, url) };
      }
    }
  }

  #askForAddresses(host: string): Promise<readonly LookupAddress[]> {
    this.#lastLookup += 1;
    const id = this.#lastLookup;
    return new Promise((resolve) => {
      this.#lookups.set(id, resolve);
      this.#tell({ kind: 'lookup', id, host });
    });
  }
}

/**
 * The editor comes first where cores are few, but with the least priority even reaching a site takes too long beside a build. On
 * Linux a priority is a thread's, and V8 has started its own already.
 */
function stepBack(): void {
  const threads = process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid];
  try {
    for (const thread of threads) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A container may forbid it; then all are equal.
  }
}

stepBack();
let worker: DocsWorker | undefined;
process.on('message', (message: ToDocsWorker) => {
  if (message.kind === 'start') worker = new DocsWorker((told) => process.send?.(told), message.start);
  else worker?.receive(message);
});
process.on('disconnect', () => process.exit());
