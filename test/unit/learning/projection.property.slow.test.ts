import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LearningLoop } from '../../../src/learning/learning-loop.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

const arms = ['default', 'detailed', 'own'] as const;
type Arm = (typeof arms)[number];

interface Counts {
  trials: number;
  wins: number;
}

type Step =
  | { readonly do: 'record'; readonly arm: Arm; readonly lint: number }
  | { readonly do: 'verdict'; readonly run: number; readonly share: number }
  | { readonly do: 'update'; readonly arm: Arm; readonly reward: number }
  | { readonly do: 'edit'; readonly arm: Arm; readonly trials: number; readonly rate: number }
  | { readonly do: 'forget'; readonly run: number }
  | { readonly do: 'reopen' };

const arm = fc.constantFrom(...arms);
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('record' as const), arm, lint: fc.nat({ max: 100 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('verdict' as const), run: fc.nat(), share }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('update' as const), arm, reward: share }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit' as const), arm, trials: fc.nat({ max: 60 }), rate: share }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), run: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
);

/** The simplest thing that could be true: what each run contributes now, and everything else beside it. */
class Model {
  readonly runs = new Map<number, { arm: Arm; lint: number; verdict: number }>();
  readonly rest: Record<Arm, Counts>;

  constructor(opening: Record<Arm, Counts>) {
    this.rest = structuredClone(opening);
  }

  counts(arm: Arm): Counts {
    const mine = [...this.runs.values()].filter((run) => run.arm === arm);
    return {
      trials: this.rest[arm].trials + mine.length,
      wins: this.rest[arm].wins + mine.reduce((sum, run) => sum + rewardOf(run), 0),
    };
  }
}

function rewardOf({ lint, verdict }: { lint: number; verdict: number }): number {
  return 0.25 + 0.25 + 0.25 * (1 - lint / 100) + 0.25 * verdict;
}

describe('the variants files', () => {
  it('agree with the ledger after any sequence of records, verdicts, updates, edits, forgetting and reopening', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.record({ default: fc.nat({ max: 50 }), detailed: fc.nat({ max: 50 }), own: fc.constant(0) }),
        (steps, opening) => {
          const root = mkdtempSync(join(tmpdir(), 'projection-'));
          try {
            check(root, steps, opening);
          } finally {
            rmSync(root, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function check(root: string, steps: readonly Step[], opening: Record<Arm, number>): void {
  const folder = join(root, '.agent');
  const file = join(folder, 'prompt_variants.json');
  const openingCounts = (arm: Arm): Counts => ({ trials: opening[arm], wins: opening[arm] * 0.5 });
  mkdirSync(folder);
  writeFileSync(file, JSON.stringify(arms.map((id) => ({ id, ...openingCounts(id) }))));
  const model = new Model({
    default: openingCounts('default'),
    detailed: openingCounts('detailed'),
    own: openingCounts('own'),
  });
  let loop = new LearningLoop(root, { seed: 1 });
  try {
    for (const each of steps) {
      switch (each.do) {
        case 'record': {
          const inputs = {
            compile_pass: true,
            lint_errors: each.lint,
            type_errors: 0,
            schema_errors: 0,
            boundary_errors: 0,
            tests_passed: 0,
            tests_total: 0,
          };
          const id = loop.recordRun('t', 'm', each.arm, inputs, 1, 1, '{}', '{}');
          model.runs.set(id, { arm: each.arm, lint: each.lint, verdict: 0.5 });
          break;
        }
        case 'verdict': {
          const [id, run] = pick(model, each.run);
          if (run === undefined) break;
          loop.setVerdict(id, each.share);
          run.verdict = each.share;
          break;
        }
        case 'update':
          loop.updatePromptVariant(each.arm, each.reward);
          model.rest[each.arm].trials += 1;
          model.rest[each.arm].wins += each.reward;
          break;
        case 'edit': {
          const wins = Math.round(each.trials * each.rate * 100) / 100;
          const entries = JSON.parse(readFileSync(file, 'utf8')) as ({ id: string } & Counts)[];
          writeFileSync(
            file,
            JSON.stringify(
              entries.map((entry) =>
                entry.id === each.arm ? { ...entry, trials: each.trials, wins } : entry,
              ),
            ),
          );
          const before = model.counts(each.arm);
          model.rest[each.arm].trials += each.trials - before.trials;
          model.rest[each.arm].wins += wins - before.wins;
          break;
        }
        case 'forget': {
          const [id, run] = pick(model, each.run);
          if (run === undefined) break;
          loop.forgetRun(id);
          model.runs.delete(id);
          break;
        }
        case 'reopen':
          loop.close();
          loop = new LearningLoop(root, { seed: 1 });
          break;
      }
    }
    loop.close();
    const ledger = new Ledger(root);
    const entries = JSON.parse(readFileSync(file, 'utf8')) as ({ id: Arm } & Counts)[];
    for (const { id, trials, wins } of entries) {
      const expected = model.counts(id);
      const tally = ledger.pulls.tally('prompt', id);
      const pulled = ledger.db.connection.get<{ trials: number; wins: number }>(
        `SELECT total(trials) AS trials, total(wins) AS wins FROM pulls WHERE chooser = 'prompt' AND arm = ?`,
        [id],
      );
      for (const actual of [tally, pulled!]) {
        expect(actual.trials).toBeCloseTo(expected.trials, 5);
        expect(actual.wins).toBeCloseTo(expected.wins, 4);
      }
      // A later correction may take a count that a person has set below what the file can say.
      const shown = Math.max(0, expected.trials);
      expect(trials).toBeCloseTo(shown, 5);
      expect(wins).toBeCloseTo(Math.min(shown, Math.max(0, expected.wins)), 4);
    }
    ledger.close();
  } finally {
    loop.close();
  }
}

function pick(
  model: Model,
  which: number,
): [number, { arm: Arm; lint: number; verdict: number }] | [0, undefined] {
  const runs = [...model.runs];
  return runs[which % Math.max(1, runs.length)] ?? [0, undefined];
}
