import { ensureAgentFolder } from '../../../src/learning/agent-folder.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { toSqlUtcMs } from '../../../src/learning/utc.js';

const models = ['claude-haiku-4-5', 'claude-sonnet-4-5', 'qwen2.5-coder:7b', 'gpt-4o-mini'];
const prompts = ['concise', 'detailed', 'default'];
const agents = ['Claude Code', 'Copilot', 'Cline'];
const roles = ['coder', 'fixer'] as const;
const kinds = ['easy', 'medium', 'hard'] as const;
const perDay = 100;
const dayMs = 86_400_000;

/** Writes `count` finished runs with evidence and pulls, 100 a day until `until`, in one transaction. */
export function writeManyRuns(repoRoot: string, count: number, until: Date): void {
  ensureAgentFolder(repoRoot);
  const db = new ExperienceDB(repoRoot);
  const { connection } = db;
  const random = seededRandom(11);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  };
  connection.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const at = new Date(until.getTime() - ((count - index) * dayMs) / perDay);
      const [started, id, model, prompt] = [toSqlUtcMs(at), `run-${index}`, pick(models), pick(prompts)];
      const reward = random() < 0.7 ? 1 : 0.4;
      const runId = connection.run(
        'INSERT INTO runs (ts, task_slug, model_name, prompt_id, reward, cost_tokens, duration_ms) VALUES (?, ?, ?, ?, ?, 5000, 90000)',
        [started, `task-${index % 500}`, model, prompt, reward],
      ).lastInsertRowid;
      connection.run(
        `INSERT INTO run_facts (id, run_id, status, task_slug, goal, role, complexity, agent, model_name, prompt_id, provenance,
           started_at, finished_at, cost_usd, scores)
         VALUES (?, ?, 'finished', ?, ?, ?, ?, ?, ?, ?, 'told', ?, ?, ?, ?)`,
        [
          ...[
            id,
            runId,
            `task-${index % 500}`,
            `Change number ${index}`,
            pick(roles),
            pick(kinds),
            pick(agents),
          ],
          ...[model, prompt, started, started, random() / 10],
          JSON.stringify({ seen: { compiles: reward === 1, conventionErrors: index % 3 } }),
        ],
      );
      const evidence = {
        kind: 'command',
        check: 'test',
        source: 'terminal',
        label: 'npm test',
        exitCode: reward === 1 ? 0 : 1,
        tests: { passed: 20 * reward, failed: 20 - 20 * reward },
        at: at.toISOString(),
      };
      connection.run('INSERT INTO evidence (run, ts, kind, payload) VALUES (?, ?, ?, ?)', [
        ...[id, started, 'command', JSON.stringify(evidence)],
      ]);
      for (const [chooser, arm] of [
        ['prompt', prompt],
        ['model', model],
      ] as const) {
        connection.run(
          `INSERT INTO pulls (ts, chooser, arm, arm_version, cause, trials, wins, run) VALUES (?, ?, ?, '', 'run', 1, ?, ?)`,
          [started, chooser, arm, reward, id],
        );
      }
    }
  });
  db.close();
}
