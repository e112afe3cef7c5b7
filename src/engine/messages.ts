import type { EngineApi, EngineEvent } from './engine-api.js';

export type EngineMethod = keyof EngineApi;

/** Client to worker. `close-all` asks the worker to close every ledger and end by itself. */
export type ToWorker =
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: EngineMethod;
      readonly args: readonly unknown[];
    }
  | { readonly type: 'close-all' };

/** Worker to client. */
export type FromWorker =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly message: string;
      readonly reason: string;
      readonly detail: string;
    }
  | { readonly type: 'event'; readonly event: EngineEvent };

/** Calls that change the ledger: what a crash may have left undone. */
export const changes: ReadonlySet<EngineMethod> = new Set<EngineMethod>([
  'suggest',
  'startRun',
  'observe',
  'finishRun',
  'setVerdict',
  'discardRun',
  'forgetRun',
]);
