// Exports everything that a repository has recorded, and prints what that took.
import { SftExporter } from '../../../../src/learning/dataset/sft-exporter.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';

const [repoRoot = '', validation = '0'] = process.argv.slice(2);
const start = performance.now();
await loadSqlite();
const { examples, leftOut } = new SftExporter(repoRoot).export({
  limit: Number.MAX_SAFE_INTEGER,
  validation: Number(validation),
});
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMb: maxRSS / 1000,
    examples,
    leftOut,
  }),
);
