// Opens a repository's database, reads the stats, and prints what that took.
import { ExperienceDB } from '../../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { median } from '../../support/statistics.js';

const [repoRoot = ''] = process.argv.slice(2);
const start = performance.now();
await loadSqlite();
const database = new ExperienceDB(repoRoot, { create: false });
readStats();
const openAndStatsMs = performance.now() - start;
const rssBytes = process.memoryUsage().rss;
const warmStatsMs = median(
  Array.from({ length: 20 }, () => {
    const before = performance.now();
    readStats();
    return performance.now() - before;
  }),
);
database.close();
console.log(JSON.stringify({ openAndStatsMs, warmStatsMs, rssBytes }));

function readStats(): void {
  database.getRecentStats();
  database.getAverageRewardByModel();
  database.getAverageRewardByPrompt();
}
