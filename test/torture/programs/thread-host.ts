// Terminates a thread in the middle of a transaction and lives on.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const [thread = '', file = ''] = process.argv.slice(2);
const worker = new Worker(thread, { workerData: file });
await once(worker, 'message');
await worker.terminate();
console.log('terminated');
setInterval(() => undefined, 60_000);
