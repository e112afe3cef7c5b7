import { watch, type FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { agentFolder } from '../learning/agent-folder.js';
import { spoolFolder } from '../learning/agents/agent-spool.js';
import { StorageError } from '../learning/sqlite/errors.js';
import { loadSqlite } from '../learning/sqlite/load.js';
import { SpoolWatch } from './agents/spool-watch.js';
import { CallQueue } from './call-queue.js';
import { DocsHost } from './docs/docs-host.js';
import type { EngineEvent } from './engine-api.js';
import { EngineHost } from './engine-host.js';
import { keepUp } from './upkeep.js';
import { changes, docsMethods, type EngineMethod, type FromWorker, type ToWorker } from './messages.js';
import { thrownInWords } from './thrown-in-words.js';

const settleMs = 100;
const hourMs = 3_600_000;
const openings: ReadonlySet<EngineMethod> = new Set<EngineMethod>(['open', 'restoreCopy', 'repair']);

if (parentPort === null) throw new Error('this program is a worker thread');
const port = parentPort;
const clock = (): Date => new Date();
const host = new EngineHost(clock, (root) => {
  emit({ type: 'vanished', root });
});
const docs = new DocsHost((root) => host.ledger(root), join(__dirname, 'docs-worker.cjs'), clock);
const ready = loadSqlite();
const queues = new Map<string, CallQueue>();
const watchers = new Map<string, FSWatcher>();
const spools = new SpoolWatch((root) => {
  emit({ type: 'reported', root });
});
const carers = new Map<string, NodeJS.Timeout>();

port.on('message', (message: ToWorker) => {
  if (message.type === 'close-all') void closeAll();
  else void answer(message);
});

type Call = Extract<ToWorker, { type: 'call' }>;

async function answer(call: Call): Promise<void> {
  const [root] = call.args;
  if (typeof root !== 'string') throw new TypeError(`${call.method} needs a root`);
  try {
    await ready;
    const isDocs = docsMethods.has(call.method);
    const queue = isDocs ? newQueue(root) : queueOf(root);
    const value = await queue.add(() => invoke(isDocs ? docs : host, call));
    // Before the answer: whoever has opened a ledger misses no change from then on.
    afterwards(root, call.method);
    post({ type: 'result', id: call.id, value });
  } catch (error) {
    post({ type: 'error', id: call.id, ...thrownInWords(error) });
  }
}

function invoke(target: EngineHost | DocsHost, { method, args }: Call): unknown {
  const body: unknown = Reflect.get(target, method);
  if (typeof body !== 'function') throw new TypeError(`the engine has no method ${method}`);
  return Reflect.apply(body, target, args);
}

function afterwards(root: string, method: EngineMethod): void {
  for (const message of host.ledger(root)?.takeNotices() ?? []) notice(root, message);
  if (openings.has(method) && host.ledger(root) !== undefined) {
    // The folder may be another one than before, of the same name.
    unwatch(root);
    watchLedger(root);
    careFor(root);
  }
  if (method === 'agentReports' || method === 'allowAgents') spools.follow(root);
  if (method === 'close') unwatch(root);
  if (changes.has(method)) emit({ type: 'changed', root });
}

/** Keeps a ledger up now and every hour from now on, so that a window left open for days has its daily copies too. */
function careFor(root: string): void {
  const care = (): void => {
    const report = (problem: string): void => {
      notice(root, problem);
    };
    void keepUp(root, host, queueOf(root), (ms) => pause(ms), clock, report);
  };
  clearInterval(carers.get(root));
  carers.set(root, setInterval(care, hourMs).unref());
  care();
}

/** Tells of commits and edits by others: the file system says when to look, the database says whether it was them. */
function watchLedger(root: string): void {
  let timer: NodeJS.Timeout | undefined;
  let version = host.dataVersion(root);
  const look = (): void => {
    timer = undefined;
    void queueOf(root)
      .add(() => host.dataVersion(root))
      .then((now) => {
        if (now !== version) emit({ type: 'changed', root });
        version = now;
      })
      .catch(() => undefined);
  };
  try {
    const watcher = watch(agentFolder(root), { persistent: false }, (_, name) => {
      if (name?.endsWith('.json') === true) emit({ type: 'changed', root });
      else if (name === basename(spoolFolder(root))) {
        spools.leave(root);
        emit({ type: 'reported', root });
      } else if (name?.startsWith('experience.db') === true) timer ??= setTimeout(look, settleMs);
    });
    watcher.on('error', () => {
      unwatch(root);
    });
    watchers.set(root, watcher);
  } catch {
    // No folder yet, or no more watches: the next opening tries again, and every call still reads what is there.
  }
}

function unwatch(root: string): void {
  spools.leave(root);
  clearInterval(carers.get(root));
  carers.delete(root);
  watchers.get(root)?.close();
  watchers.delete(root);
}

async function closeAll(): Promise<void> {
  for (const root of [...watchers.keys()]) unwatch(root);
  await docs.closeAll();
  await Promise.all([...queues.values()].map((queue) => queue.add(() => undefined)));
  host.closeAll();
  port.close();
}

function queueOf(root: string): CallQueue {
  const known = queues.get(root);
  if (known !== undefined) return known;
  const queue = newQueue(root);
  queues.set(root, queue);
  return queue;
}

function newQueue(root: string): CallQueue {
  return new CallQueue(
    (error) => error instanceof StorageError && error.reason === 'busy',
    (waiting) => {
      emit({ type: 'waiting', root, waiting });
    },
    (ms) => pause(ms),
  );
}

function notice(root: string, message: string): void {
  emit({ type: 'notice', root, message });
}

function emit(event: EngineEvent): void {
  post({ type: 'event', event });
}

function post(message: FromWorker): void {
  port.postMessage(message);
}
