import { ExperienceDB } from '../../src/learning/experience-db.js';
import { samplePair } from './sample-pairs.js';

const models = ['qwen2.5-coder:7b', 'gpt-4o-mini', null];

/** Records finished runs with a pair and the end of their tests, `count` of them, in one transaction. */
export function recordSampleRuns(repoRoot: string, count: number): void {
  const db = new ExperienceDB(repoRoot);
  const { connection } = db;
  connection.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const { task, role, prompt, answer } = samplePair(index);
      const id = `run-${index}`;
      const pair = {
        taskSlug: task,
        role,
        promptJson: JSON.stringify(prompt),
        outputJson: JSON.stringify(answer),
        label: 0.7 + (index % 30) / 100,
      };
      connection.run(
        `INSERT INTO run_facts (id, status, task_slug, role, agent, model_name, provenance, started_at)
         VALUES (?, 'finished', ?, ?, 'claude', ?, 'reported', '2026-01-05 10:00:00')`,
        [id, task, role, models[index % models.length] ?? null],
      );
      connection.run('INSERT INTO pair_runs (pair_id, run) VALUES (?, ?)', [db.insertPair(pair), id]);
      connection.run('INSERT INTO evidence (run, ts, kind, payload) VALUES (?, ?, ?, ?)', [
        id,
        '2026-01-05 10:01:00',
        'command',
        JSON.stringify({
          kind: 'command',
          check: 'test',
          label: 'npm test',
          exitCode: 0,
          tests: { passed: 8, failed: 0 },
        }),
      ]);
    }
  });
  db.close();
}
