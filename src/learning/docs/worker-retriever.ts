import { fork, type ChildProcess } from 'node:child_process';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { DocsError } from './docs-error.js';
import type { ExtractedPage } from './extract/extract-page.js';
import type { RetrievedPage, RetrieveIndex, RetrievePage, Retriever, Unchanged, Watch } from './retriever.js';
import type { FetchedIndex } from './site-index/fetch-site-index.js';
import type {
  DocsAnswer,
  DocsQuestion,
  DocsWorkerStart,
  FromDocsWorker,
  ToDocsWorker,
} from './worker-messages.js';

export interface WorkerRetrieverOptions extends Omit<DocsWorkerStart, 'looksUpOverPort'> {
  /** The bundled worker, `docs-worker.cjs`. */
  readonly workerFile: string;
  /** Finds the addresses of a host instead of the system; only code can say so. */
  readonly lookup?: ((host: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** How long the worker may be silent before it is ended, in milliseconds; default 30,000. */
  readonly silenceMs?: number | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

interface Pending {
  readonly question: DocsQuestion;
  readonly watch: Watch;
  readonly resolve: (answer: DocsAnswer) => void;
  readonly reject: (error: DocsError) => void;
  isReading: boolean;
}

const maxMemoryMb = 512;
const keptOutput = 4000;
const unwanted = 'The page is not wanted any more.';

/**
 * Fetches and reads pages in a process of its own, which starts with the first request. When it dies or falls silent, what it was
 * reading fails, and a new one goes on with the rest. A thread would not do where cores are few: it can step back behind the
 * editor, but not what V8 runs for it, to collect garbage and to compile, in threads that the whole process shares.
 */
export class WorkerRetriever implements Retriever {
  readonly #options: WorkerRetrieverOptions;
  readonly #pending = new Map<number, Pending>();
  /** Who is told of connections, also of those for what is not wanted any more. */
  readonly #watches = new Map<number, Watch>();
  #worker: ChildProcess | undefined;
  #silence: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(options: WorkerRetrieverOptions) {
    this.#options = options;
  }

  async page(request: RetrievePage, watch: Watch = {}): Promise<RetrievedPage | Unchanged> {
    const answer = await this.#ask({ kind: 'page', request }, watch);
    if (answer.kind === 'page' || answer.kind === 'unchanged') return answer;
    throw unasked(answer);
  }

  async index(request: RetrieveIndex, watch: Watch = {}): Promise<FetchedIndex | Unchanged> {
    const answer = await this.#ask({ kind: 'index', request }, watch);
    if (answer.kind === 'index' || answer.kind === 'unchanged') return answer;
    throw unasked(answer);
  }

  async extract(html: string, url: string): Promise<ExtractedPage> {
    const answer = await this.#ask({ kind: 'extract', request: { html, url } }, {});
    if (answer.kind === 'extracted') return answer.page;
    throw unasked(answer);
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectAll([...this.#pending.keys()], 'cancelled', 'Learning Loop is closing down.');
    if (worker === undefined) return;
    const ended = once(worker, 'exit');
    if (worker.kill('SIGKILL')) await ended;
  }

  #ask(question: DocsQuestion, watch: Watch): Promise<DocsAnswer> {
    if (watch.signal?.aborted === true) return Promise.reject(new DocsError('cancelled', unwanted));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<DocsAnswer>((resolve, reject) => {
      this.#pending.set(id, { question, watch, resolve, reject, isReading: false });
      this.#watches.set(id, watch);
      watch.signal?.addEventListener(
        'abort',
        () => {
          this.#tell({ kind: 'cancel', id });
          this.#rejectAll([id], 'cancelled', unwanted);
        },
        { once: true },
      );
      this.#worker ??= this.#start();
      this.#tell({ kind: 'retrieve', id, question });
      this.#listen();
    });
  }

  #start(): ChildProcess {
    const { workerFile, log, lookup, hosts, limits, proxy, noProxy, ca, port, allowedAddresses } =
      this.#options;
    const worker = fork(workerFile, {
      // Its helpers would keep the second of two cores busy, too.
      execArgv: [`--max-old-space-size=${maxMemoryMb}`, '--single-threaded'],
      // What a variable could do to certificates or addresses, it does not do here. Windows needs its own to open sockets.
      env: { ELECTRON_RUN_AS_NODE: '1', SystemRoot: process.env['SystemRoot'] },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let output = '';
    worker.stderr?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-keptOutput);
    });
    worker.on('message', (message: FromDocsWorker) => {
      this.#receive(message);
    });
    worker.on('error', (error) => log?.(`The docs worker failed: ${error.message}`));
    worker.on('close', () => {
      if (output !== '') log?.(`The docs worker failed: ${output}`);
      this.#ended(worker);
    });
    const start: DocsWorkerStart = {
      ...{ hosts, limits, proxy, noProxy, ca, port, allowedAddresses },
      looksUpOverPort: lookup !== undefined,
    };
    worker.send({ kind: 'start', start } satisfies ToDocsWorker);
    worker.unref();
    worker.channel?.unref();
    return worker;
  }

  #receive(message: FromDocsWorker): void {
    this.#listen();
    switch (message.kind) {
      case 'answer':
        this.#watches.delete(message.id);
        this.#settle(message.id)?.resolve(message.answer);
        return;
      case 'problem':
        this.#watches.delete(message.id);
        this.#rejectAll([message.id], message.reason, message.message);
        return;
      case 'stage': {
        const pending = this.#pending.get(message.id);
        if (pending === undefined) return;
        pending.isReading = message.stage === 'reading';
        pending.watch.onStage?.(message.stage);
        return;
      }
      case 'connection':
        this.#watches.get(message.id)?.onConnection?.(message.connection);
        return;
      case 'lookup':
        void this.#lookUp(message.id, message.host);
        return;
      case 'alive':
    }
  }

  async #lookUp(id: number, host: string): Promise<void> {
    const addresses = (await this.#options.lookup?.(host).catch(() => undefined)) ?? [];
    this.#tell({ kind: 'addresses', id, addresses });
  }

  /** Starts to wait anew for a word from the worker, while any is due. */
  #listen(): void {
    const { silenceMs = 30_000, log } = this.#options;
    clearTimeout(this.#silence);
    if (this.#pending.size === 0) return;
    this.#silence = setTimeout(() => {
      log?.(`The docs worker was silent for ${silenceMs / 1000} s and is ended.`);
      this.#worker?.kill('SIGKILL');
    }, silenceMs);
  }

  #ended(worker: ChildProcess): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const wasReading = [...this.#pending].filter(([, { isReading }]) => isReading).map(([id]) => id);
    // Nothing was being read: whatever ends the worker would end the next one, too.
    const lost = wasReading.length > 0 ? wasReading : [...this.#pending.keys()];
    this.#rejectAll(
      lost,
      'unusable',
      'The page could not be read: it is more than can be understood in time.',
    );
    for (const id of this.#watches.keys()) if (!this.#pending.has(id)) this.#watches.delete(id);
    if (this.#pending.size === 0) return;
    this.#worker = this.#start();
    for (const [id, { question }] of this.#pending) this.#tell({ kind: 'retrieve', id, question });
  }

  #rejectAll(ids: readonly number[], reason: DocsError['reason'], message: string): void {
    for (const id of ids) this.#settle(id)?.reject(new DocsError(reason, message));
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) clearTimeout(this.#silence);
    return pending;
  }

  #tell(message: ToDocsWorker): void {
    if (this.#worker?.connected === true) this.#worker.send(message);
  }
}

function unasked({ kind }: DocsAnswer): Error {
  return new Error(`The docs worker answered with something that was not asked for (${kind}).`);
}
