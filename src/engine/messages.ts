import type { DocsApi } from './docs/docs-api.js';
import type { EngineApi, EngineEvent } from './engine-api.js';

/** Everything that the thread can be asked. */
export type ThreadApi = EngineApi & DocsApi;

export type EngineMethod = keyof ThreadApi;

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
  'addTunedModel',
  'addModels',
  'deleteAll',
  'suggest',
  'ask',
  'startRun',
  'reportRun',
  'nameByCommit',
  'instructionsAt',
  'observe',
  'finishRun',
  'setVerdict',
  'discardRun',
  'forgetRun',
  'backfill',
  'forgetBackfilled',
  'rescore',
  'allowExport',
  'mergeRuns',
  'splitRun',
  'savePending',
  'saveRunFiles',
  'addReviewStep',
  'dropReviewStep',
  'setRule',
  'addPrompt',
  'promptFile',
  'retirePrompt',
  'retireSource',
  'setPrice',
  'reserveCall',
  'settleCall',
  'nextAttempt',
  'checkAttempt',
  'docsPage',
  'copyDocs',
  'clearDocs',
  'docsForRun',
  'askDocs',
]);

/** Calls about documentation; those that ask sites wait for them, and no other call may. */
export const docsMethods: ReadonlySet<EngineMethod> = new Set<keyof DocsApi>([
  'docsLibraries',
  'searchDocs',
  'docsPage',
  'keptDocsPage',
  'copyDocs',
  'keptDocs',
  'clearDocs',
  'cancelDocs',
  'docsLookUps',
  'docsConnections',
  'pageUses',
  'docsForRun',
  'askDocs',
]);
