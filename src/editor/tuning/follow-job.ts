import * as vscode from 'vscode';
import { EngineError } from '../../engine/engine-error.js';
import type { TrainingClient } from '../../engine/training/training-client.js';
import type { JobName, RequestOf, ResultOf } from '../../engine/training/training-jobs.js';

/**
 * Does a job while a notification says how far it is and offers to cancel it.
 * @throws {vscode.CancellationError} once it was cancelled and has stopped
 */
export async function followJob<Name extends JobName>(
  client: TrainingClient,
  title: string,
  job: Name,
  request: RequestOf<Name>,
): Promise<ResultOf<Name>> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress<ResultOf<Name>>(options, (progress, token) => {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => {
      stop.abort();
    });
    const onProgress = (step: string, share: number | undefined): void => {
      const percent = share === undefined ? '' : ` (${Math.round(share * 100)} %)`;
      progress.report({ message: `${step}${percent}` });
    };
    return client
      .run(job, request, { signal: stop.signal, onProgress })
      .catch((error: unknown) => {
        throw isCancelled(error) ? new vscode.CancellationError() : error;
      })
      .finally(() => {
        listening.dispose();
      });
  });
}

function isCancelled(error: unknown): boolean {
  return error instanceof EngineError && error.reason === 'cancelled';
}
