// Records runs beside other processes, reads after each what must always hold, and prints how often it read.
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { addRun, openExperience } from '../support/experience.js';

const [file = '', name = '', transactions = '0'] = process.argv.slice(2);
await loadSqlite();
const connection = openExperience(file);
let mine = 0;
for (let index = 0; index < Number(transactions); index += 1) {
  connection.transaction(() => {
    addRun(connection, name, 500);
  });
  mine += 1;
  const row = connection.get(
    'SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM pairs) AS pairs, (SELECT count(*) FROM runs WHERE task_slug = ?) AS mine',
    [name],
  );
  if (row?.['runs'] !== row?.['pairs'])
    throw new Error(`half a transaction is visible: ${JSON.stringify(row)}`);
  if (row?.['mine'] !== mine) throw new Error(`${mine} runs written, ${String(row?.['mine'])} visible`);
}
console.log(mine);
connection.close();
