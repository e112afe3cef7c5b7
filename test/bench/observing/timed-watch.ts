import { extensions, window, tasks, workspace, type Event } from 'vscode';
import { Places } from '../../../src/editor/ledger/places.js';
import { CheckWatch } from '../../../src/editor/observe/check-watch.js';
import { Settings } from '../../../src/editor/settings.js';
import { EngineClient } from '../../../src/engine/engine-client.js';
import { OutputText } from '../../../src/evidence/output-text.js';

/** What observing an event took, and what was seen. */
export interface TimedWatch {
  readonly eventsMs: readonly number[];
  readonly passed: readonly (number | null)[];
  dispose(): Promise<void>;
}

/** Another watch beside the product's own, of which each event and each chunk of output is timed. */
export function watchTimed(): TimedWatch {
  const extension = extensions.getExtension('learning-loop.learning-loop');
  if (extension === undefined) throw new Error('not in the harness');
  const eventsMs: number[] = [];
  const passed: (number | null)[] = [];
  const timed = <A extends unknown[], R>(handle: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      const beganAt = performance.now();
      try {
        return handle(...args);
      } finally {
        eventsMs.push(performance.now() - beganAt);
      }
    };
  };
  const restore = [
    timeListeners(window, 'onDidStartTerminalShellExecution', window.onDidStartTerminalShellExecution, timed),
    timeListeners(window, 'onDidEndTerminalShellExecution', window.onDidEndTerminalShellExecution, timed),
    timeListeners(tasks, 'onDidStartTaskProcess', tasks.onDidStartTaskProcess, timed),
    timeListeners(tasks, 'onDidEndTaskProcess', tasks.onDidEndTaskProcess, timed),
  ];
  const add = Reflect.get<OutputText, 'add'>(OutputText.prototype, 'add');
  Reflect.set(OutputText.prototype, 'add', function (this: OutputText, chunk: string) {
    timed(() => {
      add.call(this, chunk);
    })();
  });
  const log = console;
  const client = new EngineClient({
    workerFile: `${extension.extensionPath}/dist/engine.cjs`,
    log: log.error,
  });
  const ports = { getConfiguration: workspace.getConfiguration, warn: log.warn };
  const watch = new CheckWatch(
    {
      engine: client.engine,
      places: new Places(),
      settings: new Settings(ports, log),
      isWanted: () => true,
      take: ({ seen }) => {
        passed.push(seen?.tests?.passed ?? null);
        return Promise.resolve();
      },
    },
    log,
  );
  for (const each of restore) each();
  return {
    eventsMs,
    passed,
    dispose: async () => {
      await watch.flush();
      watch.dispose();
      await client.dispose();
    },
  };
}

/** Times what is subscribed to an event from now on, until the answer is called. */
function timeListeners<T>(
  owner: object,
  name: string,
  subscribe: Event<T>,
  timed: (handle: (event: T) => unknown) => (event: T) => unknown,
): () => void {
  const replacement: Event<T> = (listener, thisArg, disposables) =>
    subscribe((event) => timed((each) => listener.call(thisArg, each))(event), undefined, disposables);
  if (!Reflect.set(owner, name, replacement)) throw new Error(`${name} cannot be timed`);
  return () => {
    Reflect.set(owner, name, subscribe);
  };
}
