// A thread that stays in the middle of a transaction, with changes spilled into the database, until it is terminated.
import { parentPort, workerData } from 'node:worker_threads';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { pause } from '../../../src/learning/sqlite/lock/pause.js';
import { addRun, openExperience } from '../support/experience.js';

await loadSqlite();
const connection = openExperience(String(workerData));
connection.exec('PRAGMA cache_size = 10');
connection.transaction(() => {
  for (let row = 0; row < 30; row += 1) addRun(connection, 'half');
  parentPort?.postMessage('in transaction');
  pause(600_000);
});
