import { Worker } from 'node:worker_threads';
import { EngineError } from '../engine-error.js';
import type {
  FromTrainingWorker,
  JobName,
  JobOrder,
  JobWatch,
  RequestOf,
  ResultOf,
} from './training-jobs.js';

/** Does each job in a thread of its own, so that runs are recorded meanwhile. */
export class TrainingClient {
  readonly #workerFile: string;

  /** @param workerFile the bundled worker, `training-worker.cjs` */
  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /**
   * Does a job to its end.
   * @throws {EngineError} with the job's own words, or with the reason `cancelled` once it has stopped
   */
  run<Name extends JobName>(
    job: Name,
    request: RequestOf<Name>,
    { signal, onProgress }: JobWatch,
  ): Promise<ResultOf<Name>> {
    const order: JobOrder = { job, request };
    const worker = new Worker(this.#workerFile, { name: `learning-loop ${job}`, workerData: order });
    const stop = (): void => {
      worker.postMessage('stop');
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const ended = new Promise<ResultOf<Name>>((resolve, reject) => {
      worker.on('message', (message: FromTrainingWorker) => {
        // The worker answers a job with what the job of that name returns.
        if (message.type === 'result') resolve(message.value as ResultOf<Name>);
        else if (message.type === 'progress') onProgress(message.step, message.share);
        else if (signal.aborted) reject(new EngineError('Cancelled.', 'cancelled', message.detail));
        else reject(new EngineError(message.message, message.reason, message.detail));
      });
      worker.on('error', (error) => {
        reject(new EngineError(error.message, 'unexpected', error.stack ?? ''));
      });
      worker.on('exit', () => {
        reject(new EngineError('It stopped before it was done. Try again.', 'crashed', ''));
      });
    });
    return ended.finally(() => {
      signal.removeEventListener('abort', stop);
    });
  }
}
