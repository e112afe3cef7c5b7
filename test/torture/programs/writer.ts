// Records runs until it is killed, or as many transactions as told, and prints "TAG ROWS" after each commit.
import { writeSync } from 'node:fs';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { addRun, openExperience } from '../support/experience.js';

const [file = '', name = '', largest = '1', cacheSize = '-16000', transactions = 'Infinity'] =
  process.argv.slice(2);
await loadSqlite();
const connection = openExperience(file);
connection.exec(`PRAGMA cache_size = ${cacheSize}`);
for (let index = 0; index < Number(transactions); index += 1) {
  const tag = `${name}:${index}`;
  const rows = index % 3 === 2 ? Number(largest) : 1;
  connection.transaction(() => {
    for (let row = 0; row < rows; row += 1) addRun(connection, tag);
    if (index % 7 === 3) {
      connection.run(
        "UPDATE pairs SET output_json = output_json || 'x' WHERE id IN (SELECT id FROM pairs ORDER BY random() LIMIT 20)",
      );
    }
  });
  writeSync(1, `${tag} ${rows}\n`);
}
connection.close();
