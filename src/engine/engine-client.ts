import { Worker } from 'node:worker_threads';
import type { EngineEvent, OpenLedger } from './engine-api.js';
import { EngineError } from './engine-error.js';
import { changes, type EngineMethod, type FromWorker, type ThreadApi, type ToWorker } from './messages.js';

/** `EngineApi` and `DocsApi` with every answer a promise. */
export type AsyncEngine = {
  readonly [Method in EngineMethod]: (
    ...args: Parameters<ThreadApi[Method]>
  ) => Promise<Awaited<ReturnType<ThreadApi[Method]>>>;
};

export type EngineListener = (event: EngineEvent) => void;

/** Told after a crash which changes were under way and are not known to be recorded. */
export type CrashListener = (unrecorded: readonly EngineMethod[]) => void;

interface Pending {
  readonly method: EngineMethod;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: EngineError) => void;
}

/** How long a worker may take to close its ledgers before it is ended. */
const closeTimeoutMs = 3000;

/**
 * The engine in a worker thread. The thread starts with the first call; when it dies, what was under way fails, the
 * listeners learn what may not have been recorded, and the next call starts another one with the same ledgers open.
 */
export class EngineClient {
  readonly engine: AsyncEngine;
  readonly #workerFile: string;
  readonly #log: (line: string) => void;
  readonly #listeners = new Set<EngineListener>();
  readonly #crashListeners = new Set<CrashListener>();
  readonly #pending = new Map<number, Pending>();
  readonly #opened = new Map<string, OpenLedger>();
  #worker: Worker | undefined;
  #nextId = 1;
  #isDisposed = false;

  /** @param options.workerFile the bundled worker, `engine.cjs` */
  constructor(options: { workerFile: string; log: (line: string) => void }) {
    this.#workerFile = options.workerFile;
    this.#log = options.log;
    const method =
      <M extends EngineMethod>(name: M) =>
      (...args: Parameters<ThreadApi[M]>): Promise<Awaited<ReturnType<ThreadApi[M]>>> =>
        this.#call(name, args);
    this.engine = {
      open: (root, open) => {
        this.#opened.set(root, open);
        return this.#call('open', [root, open]);
      },
      close: (root) => {
        this.#opened.delete(root);
        return this.#call('close', [root]);
      },
      designCards: method('designCards'),
      suggest: method('suggest'),
      ask: method('ask'),
      learned: method('learned'),
      startRun: method('startRun'),
      reportRun: method('reportRun'),
      agentReports: method('agentReports'),
      nameByCommit: method('nameByCommit'),
      allowAgents: method('allowAgents'),
      claudeSettings: method('claudeSettings'),
      instructionsAt: method('instructionsAt'),
      observe: method('observe'),
      readOutput: method('readOutput'),
      readReports: method('readReports'),
      findChecks: method('findChecks'),
      checkDefinitions: method('checkDefinitions'),
      findWeakened: method('findWeakened'),
      finishRun: method('finishRun'),
      setVerdict: method('setVerdict'),
      discardRun: method('discardRun'),
      forgetRun: method('forgetRun'),
      getRun: method('getRun'),
      explainRun: method('explainRun'),
      rescore: method('rescore'),
      allowExport: method('allowExport'),
      mergeRuns: method('mergeRuns'),
      splitRun: method('splitRun'),
      listRuns: method('listRuns'),
      pendingFiles: method('pendingFiles'),
      savePending: method('savePending'),
      saveRunFiles: method('saveRunFiles'),
      runLayers: method('runLayers'),
      reviewSteps: method('reviewSteps'),
      addReviewStep: method('addReviewStep'),
      dropReviewStep: method('dropReviewStep'),
      noteSave: method('noteSave'),
      wasSaved: method('wasSaved'),
      pruneBlobs: method('pruneBlobs'),
      backfillSources: method('backfillSources'),
      backfill: method('backfill'),
      backfilledRuns: method('backfilledRuns'),
      forgetBackfilled: method('forgetBackfilled'),
      measured: method('measured'),
      stats: method('stats'),
      standings: method('standings'),
      uplifts: method('uplifts'),
      setRule: method('setRule'),
      prompts: method('prompts'),
      addPrompt: method('addPrompt'),
      promptFile: method('promptFile'),
      retirePrompt: method('retirePrompt'),
      retireSource: method('retireSource'),
      priceWarnings: method('priceWarnings'),
      setPrice: method('setPrice'),
      reserveCall: method('reserveCall'),
      settleCall: method('settleCall'),
      spent: method('spent'),
      nextAttempt: method('nextAttempt'),
      checkAttempt: method('checkAttempt'),
      restoreCopy: method('restoreCopy'),
      repair: method('repair'),
      panel: method('panel'),
      measuredRows: method('measuredRows'),
      backUp: method('backUp'),
      deleteAll: method('deleteAll'),
      addTunedModel: method('addTunedModel'),
      addModels: method('addModels'),
      keptRuns: method('keptRuns'),
      docsLibraries: method('docsLibraries'),
      searchDocs: method('searchDocs'),
      docsPage: method('docsPage'),
      keptDocsPage: method('keptDocsPage'),
      copyDocs: method('copyDocs'),
      keptDocs: method('keptDocs'),
      clearDocs: method('clearDocs'),
      cancelDocs: method('cancelDocs'),
      docsLookUps: method('docsLookUps'),
      docsConnections: method('docsConnections'),
      pageUses: method('pageUses'),
      docsForRun: method('docsForRun'),
      askDocs: method('askDocs'),
    };
  }

  onEvent(listener: EngineListener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  onCrash(listener: CrashListener): { dispose(): void } {
    this.#crashListeners.add(listener);
    return { dispose: () => void this.#crashListeners.delete(listener) };
  }

  /** Closes every ledger and ends the thread. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const hasExited = new Promise<void>((resolve) =>
      worker.once('exit', () => {
        resolve();
      }),
    );
    this.#post(worker, { type: 'close-all' });
    const timer = setTimeout(() => void worker.terminate(), closeTimeoutMs);
    await hasExited;
    clearTimeout(timer);
  }

  #call<M extends EngineMethod>(
    method: M,
    args: Parameters<ThreadApi[M]>,
  ): Promise<Awaited<ReturnType<ThreadApi[M]>>> {
    if (this.#isDisposed) {
      return Promise.reject(new EngineError('Learning Loop is closing down.', 'closed', ''));
    }
    const worker = this.#worker ?? this.#start(method === 'open' ? args[0] : undefined);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      // The worker answers a call with what the method of that name returns.
      this.#pending.set(id, { method, resolve: resolve as (value: unknown) => void, reject });
      this.#post(worker, { type: 'call', id, method, args });
    });
  }

  /** @param opening the ledger that is about to be opened anyway */
  #start(opening: string | undefined): Worker {
    const worker = new Worker(this.#workerFile, { name: 'learning-loop engine' });
    this.#worker = worker;
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      this.#receive(message);
    });
    worker.on('error', (error) => {
      this.#log(`The engine failed: ${error.stack ?? error.message}`);
    });
    worker.on('exit', (code) => {
      this.#ended(worker, code);
    });
    for (const [root, open] of this.#opened) {
      if (root !== opening) {
        this.#post(worker, { type: 'call', id: this.#nextId++, method: 'open', args: [root, open] });
      }
    }
    return worker;
  }

  #post(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    if (message.type === 'event') {
      for (const listener of this.#listeners) listener(message.event);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'result') pending?.resolve(message.value);
    else pending?.reject(new EngineError(message.message, message.reason, message.detail));
  }

  #ended(worker: Worker, code: number): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    if (this.#isDisposed && lost.length === 0) return;
    this.#log(`The engine ended with code ${code}; ${lost.length} calls were under way.`);
    for (const { reject } of lost) {
      reject(
        new EngineError("Learning Loop's engine stopped before it had answered. Try again.", 'crashed', ''),
      );
    }
    const unrecorded = lost.map(({ method }) => method).filter((method) => changes.has(method));
    for (const listener of this.#crashListeners) listener(unrecorded);
  }
}
