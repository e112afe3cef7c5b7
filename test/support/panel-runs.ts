import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureAgentFolder } from '../../src/learning/agent-folder.js';
import { seededRandom } from '../../src/learning/choice/seeded-random.js';
import { Ledger } from '../../src/learning/ledger.js';
import type { Complexity, Role } from '../../src/learning/runs/run.js';

/** Options of which some are better than others, so that the standings have something to tell. */
const models = [
  { name: 'claude-haiku-4-5', worked: { coder: 0.55, fixer: 0.9 }, usd: 0.01 },
  { name: 'claude-sonnet-4-5', worked: { coder: 0.9, fixer: 0.75 }, usd: 0.06 },
  { name: 'qwen2.5-coder:7b', worked: { coder: 0.35, fixer: 0.5 }, usd: null },
] as const;
const prompts = ['concise', 'test-first'] as const;
const agents = ['Claude Code', 'Copilot', 'Cline'] as const;
const verbs = ['Add', 'Fix', 'Rename', 'Speed up', 'Test', 'Document'] as const;
const things = [
  'the cart total',
  'the login form',
  'discount codes',
  'the CSV import',
  'order mails',
] as const;
const kinds: readonly Complexity[] = ['easy', 'medium', 'hard'];

export interface PanelRunsOptions {
  readonly runs: number;
  /** The last run ends at about this moment; the others lie before it, some a day. */
  readonly until: Date;
  readonly perDay?: number;
  /** Put in front of every name and text that a file, a model or a person may choose. */
  readonly hostile?: string;
}

/** Records runs of an invented quarter of a year through the engine itself, the same for the same options. */
export function recordPanelRuns(repoRoot: string, options: PanelRunsOptions): void {
  const { runs, until, perDay = 4, hostile = '' } = options;
  const random = seededRandom(7);
  listModels(repoRoot, hostile);
  let now = until.getTime();
  const ledger = new Ledger(repoRoot, { clock: () => new Date(now), seed: 1 });
  try {
    for (let index = 0; index < runs; index += 1) {
      now = until.getTime() - (runs - index) * (86_400_000 / perDay);
      recordOne(ledger, random, hostile, (ms) => {
        now += ms;
      });
    }
  } finally {
    ledger.close();
  }
}

/** All but the first are ours; that one was only seen with other agents. */
function listModels(repoRoot: string, hostile: string): void {
  const listed = models.slice(1).map(({ name, usd }) => {
    return { id: `${hostile}${name}`, name: `${hostile}${name}`, cost_per_1k: usd === null ? 0 : usd / 4 };
  });
  writeFileSync(join(ensureAgentFolder(repoRoot), 'model_variants.json'), JSON.stringify(listed, null, 2));
}

function recordOne(ledger: Ledger, random: () => number, hostile: string, pass: (ms: number) => void): void {
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  };
  const role: Role & ('coder' | 'fixer') = random() < 0.6 ? 'coder' : 'fixer';
  const model = pick(models);
  const prompt = pick(prompts);
  const isGood = random() < model.worked[role] + (prompt === 'test-first' ? 0.06 : -0.06);
  const at = new Date(0);
  const run = ledger.startRun({
    goal: `${hostile}${pick(verbs)} ${pick(things)}`,
    role,
    complexity: pick(kinds),
    author: {
      agent: `${hostile}${pick(agents)}`,
      modelName: `${hostile}${model.name}`,
      promptId: hostile === '' ? prompt : `${hostile}CLAUDE.md`,
      provenance: 'told',
    },
    decisionIds: [],
  });
  at.setTime(Date.parse(run.startedAt));
  const later = (ms: number): string => {
    pass(ms);
    return new Date(at.getTime() + ms).toISOString();
  };
  const failed = isGood ? 0 : 3 + Math.floor(random() * 16);
  ledger.observe(run.id, [
    {
      kind: 'files',
      at: later(30_000),
      paths: [`${hostile}src/cart.ts`, 'src/order.ts'].slice(0, isGood ? 1 : 2),
    },
  ]);
  if (random() < 0.92) {
    ledger.observe(run.id, [
      {
        kind: 'command',
        check: 'build',
        source: 'task',
        label: `${hostile}npm run build`,
        exitCode: failed > 8 ? 1 : 0,
        tests: null,
        at: later(60_000),
      },
      {
        kind: 'command',
        check: 'test',
        source: 'terminal',
        label: 'npm test',
        exitCode: failed > 0 ? 1 : 0,
        tests: { passed: 20 - failed, failed },
        at: later(90_000),
      },
    ]);
  }
  if (random() < 0.5) ledger.setVerdict(run.id, isGood ? 'accepted' : 'rejected');
  ledger.finishRun(run.id, {
    costTokens: 2000 + Math.floor(random() * 9000),
    costUsd: model.usd === null ? 0 : model.usd * (0.5 + random()),
  });
}
