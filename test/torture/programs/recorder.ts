import { LearningLoop } from '../../../src/learning/learning-loop.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

const [root, seed] = process.argv.slice(2);
if (root === undefined || seed === undefined) throw new Error('usage: recorder ROOT SEED');
await loadSqlite();
const loop = new LearningLoop(root, { seed: Number(seed), busyTimeoutMs: 20_000 });
const arms = ['default', 'detailed', 'concise'];
const runs: number[] = [];

/** Tells the parent, synchronously as far as a pipe allows, what is durable now. */
function acknowledge(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (let turn = 0; turn < 400; turn++) {
  const arm = arms[turn % arms.length] ?? 'default';
  const judged = runs.at(-1);
  if (turn % 4 === 3) {
    loop.updatePromptVariant(arm, 0.5);
    acknowledge(`update ${arm}`);
  } else if (turn % 4 === 2 && judged !== undefined) {
    loop.setVerdict(judged, 'accepted');
    acknowledge(`verdict ${judged}`);
  } else {
    const inputs = {
      compile_pass: turn % 3 !== 0,
      lint_errors: turn % 7,
      type_errors: 0,
      schema_errors: 0,
      boundary_errors: 0,
      tests_passed: 1,
      tests_total: 2,
    };
    const id = loop.recordRun('task', 'model', arm, inputs, 1, 1, '{}', '{}');
    runs.push(id);
    acknowledge(`run ${id} ${arm}`);
  }
}
loop.close();
