import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { thrownInWords } from '../thrown-in-words.js';
import { trainingJobs } from './run-jobs.js';
import type { FromTrainingWorker, JobOrder, JobWatch, TrainingJobs } from './training-jobs.js';

if (parentPort === null) throw new Error('this program is a worker thread');
const port = parentPort;
const stop = new AbortController();
port.on('message', () => {
  stop.abort();
});

const watch: JobWatch = {
  signal: stop.signal,
  onProgress: (step, share) => {
    post({ type: 'progress', step, share });
    // An export does not return to the event loop before it is done.
    if (receiveMessageOnPort(port) !== undefined) stop.abort();
  },
};

// The client gives each job the request of its kind.
const { job, request } = workerData as JobOrder;
const run = trainingJobs[job] as (
  request: JobOrder['request'],
  watch: JobWatch,
) => ReturnType<TrainingJobs[typeof job]>;

async function work(): Promise<void> {
  try {
    post({ type: 'result', value: await run(request, watch) });
  } catch (error) {
    post({ type: 'error', ...thrownInWords(error) });
  } finally {
    port.close();
  }
}

function post(message: FromTrainingWorker): void {
  port.postMessage(message);
}

void work();
