// For each path it is told: opens the database, records one run, closes it, prints the path. Ends when told "end".
import { createInterface } from 'node:readline';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { addRun, withExperience } from '../support/experience.js';

await loadSqlite();
console.log('ready');
for await (const file of createInterface({ input: process.stdin })) {
  if (file === 'end') break;
  withExperience(file, (connection) => {
    connection.transaction(() => {
      addRun(connection, 'creator');
    });
  });
  console.log(file);
}
process.exit(0);
