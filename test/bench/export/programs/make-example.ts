// Exports sample runs into media/lora/example: what the training script's smoke run is tried on.
// node test/run.mjs bench/export/programs/make-example.ts
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SftExporter } from '../../../../src/learning/dataset/sft-exporter.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { recordSampleRuns } from '../../../support/sample-runs.js';

const runs = 90;
const repoRoot = mkdtempSync(join(tmpdir(), 'example-'));
await loadSqlite();
recordSampleRuns(repoRoot, runs);
new SftExporter(repoRoot).export({ validation: 0.1 });
mkdirSync('media/lora/example', { recursive: true });
for (const name of ['coder_sft.jsonl', 'coder_sft_validation.jsonl'])
  copyFileSync(join(repoRoot, '.agent', 'sft', name), join('media/lora/example', name));
rmSync(repoRoot, { recursive: true });
