import fc from 'fast-check';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../src/evidence/evidence.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import type { Formula } from '../../../../src/learning/reward/formula.js';
import { RunRows } from '../../../../src/learning/runs/run-rows.js';
import type { Row } from '../../../../src/learning/sqlite/connection.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { command, found, later, none } from '../../reward/evidence-of.js';

beforeAll(loadSqlite);

/** Thousands of commits that wait for a disk would take minutes. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const paths = ['a.ts', 'b.ts', 'c.ts'] as const;
const models = ['small', 'large', null] as const;
const formulas: readonly Formula[] = [
  { name: 'classic', coverageWeight: 0 },
  { name: 'classic', coverageWeight: 0.2 },
  { name: 'gated', coverageWeight: 0 },
];

const small = fc.nat({ max: 4 });
const path = fc.constantFrom(...paths);
const at = '';
/** Everything that can be seen of a run, without its time. */
const seen: fc.Arbitrary<Evidence> = fc.oneof(
  fc
    .record({
      check: fc.constantFrom('build', 'lint', 'test'),
      exitCode: fc.constantFrom(0, 1, null),
      passed: small,
      failed: small,
      isCounted: fc.boolean(),
      coveragePct: fc.option(fc.constantFrom(50, 80)),
      phase: fc.constantFrom('before', 'run'),
      isWhole: fc.boolean(),
      errors: fc.option(fc.array(path, { maxLength: 3 })),
    })
    .map(({ check, exitCode, passed, failed, isCounted, isWhole, errors, ...rest }) =>
      command(check, exitCode, {
        ...rest,
        tests: isCounted ? { passed, failed } : null,
        findings: errors && found('eslint', ...errors.map((each) => `${each} no-x`)),
        ...(isWhole ? { scope: 'project' } : {}),
      }),
    ),
  fc.record({ introduced: small, resolved: small }).map(({ introduced, resolved }): Evidence => ({
    kind: 'diagnostics',
    at,
    introduced: { ...none, type: introduced },
    resolved: { ...none, lint: resolved },
  })),
  fc
    .record({
      id: fc.constantFrom('1', '2', '3'),
      path,
      lines: fc.integer({ min: 1, max: 9 }),
      verdict: fc.constantFrom('kept', 'rejected', 'open'),
      cause: fc.constantFrom('person', 'bulk', 'commit', 'restored'),
    })
    .map((review): Evidence => ({ kind: 'review', at, reason: null, diff: null, ...review })),
  small.map((lines): Evidence => ({ kind: 'pending', at, lines })),
  fc.boolean().map((undone): Evidence => ({ kind: 'undone', at, undone })),
  fc
    .record({ afterMinutes: fc.constantFrom(5, 15), keptLines: small })
    .map((survival): Evidence => ({ kind: 'survival', at, lines: 4, ...survival })),
  small.map((committedLines): Evidence => ({
    kind: 'committed',
    at,
    commit: 'c1',
    committedLines,
    lines: 4,
  })),
  small.map((revertedLines): Evidence => ({ kind: 'reverted', at, commit: 'c2', revertedLines, lines: 4 })),
  fc.record({ path, skippedTests: small }).map(({ path: where, skippedTests }): Evidence => ({
    kind: 'weakened',
    at,
    path: where,
    checks: skippedTests === 0 ? [] : [{ line: 1, what: 'skips', effect: { skippedTests } }],
  })),
  fc
    .subarray([...paths], { minLength: 1 })
    .map((changed): Evidence => ({ kind: 'files', at, paths: changed })),
);

const run = fc.nat({ max: 20 });
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('observe'), run, evidence: seen }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish'), run }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('verdict'), run, share: fc.constantFrom(0, 0.5, 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget'), run }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rescore'), formula: fc.constantFrom(...formulas) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge'), run, from: run }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('split'), run, paths: fc.subarray([...paths]) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class Script {
  readonly #root: string;
  #ledger: Ledger;
  #formula: Formula;
  #steps = 0;

  constructor(root: string, formula: Formula) {
    this.#root = root;
    this.#formula = formula;
    this.#ledger = new Ledger(root, { formula });
    for (const model of models) {
      const id = startRun(this.#ledger, model);
      this.#ledger.observe(id, [{ kind: 'files', at: later(0), paths }]);
      // Most that is seen of it then comes late.
      if (model !== null) this.#ledger.finishRun(id, {});
    }
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  get formula(): Formula {
    return this.#formula;
  }

  do(step: Step): void {
    if (step.do === 'rescore') {
      this.#formula = step.formula;
      this.#ledger.close();
      this.#ledger = new Ledger(this.#root, { formula: step.formula });
      this.#ledger.rescore();
      return;
    }
    const id = this.#idOf(step.run);
    if (id === undefined) return;
    const isFinished = this.#ledger.findRun(id)?.status === 'finished';
    // Times are all different, and evidence does not come in their order.
    this.#steps += 1;
    const moment = later((this.#steps * 37) % 101);
    if (step.do === 'observe') this.#ledger.observe(id, [{ ...step.evidence, at: moment }]);
    else if (step.do === 'finish' && !isFinished) this.#ledger.finishRun(id, { costTokens: 10 });
    else if (step.do === 'verdict') this.#ledger.setVerdict(id, step.share);
    else if (step.do === 'forget') this.#ledger.forgetRun(id);
    else if (step.do === 'split') this.#refusable(() => this.#ledger.splitRun(id, step.paths));
    else if (step.do === 'merge') {
      const from = this.#idOf(step.from);
      if (from !== undefined) this.#refusable(() => this.#ledger.mergeRuns(id, from));
    }
  }

  #idOf(index: number): string | undefined {
    const runs = this.#ledger.listRuns({ limit: 50 });
    return runs[index % Math.max(1, runs.length)]?.id;
  }

  /** Open runs, equal ones, and files that are all or none are refused in words for people. */
  #refusable(body: () => void): void {
    try {
      body();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'UserError') throw error;
    }
  }
}

function startRun(ledger: Ledger, modelName: string | null): string {
  const author = { agent: 'script', modelName, promptId: 'default', provenance: 'told' } as const;
  return ledger.startRun({ goal: 'g', role: 'coder', complexity: null, author, decisionIds: [] }).id;
}

/** What is stored of a settled run. */
function storedOf(ledger: Ledger, id: string): Row | undefined {
  return ledger.db.connection.get(
    `SELECT reward, formula, scores, weakened, lint_errors, type_errors, tests_failed, coverage_pct
     FROM run_facts JOIN runs ON runs.id = run_facts.run_id JOIN signals ON signals.run_id = runs.id WHERE run_facts.id = ?`,
    [id],
  );
}

/** Every finished run of one ledger recorded at once in another one, its evidence in another order. */
function recordAnew(ledger: Ledger, fresh: Ledger): void {
  const rows = new RunRows(ledger.db.connection);
  for (const facts of rows.list({ limit: 50, status: 'finished' })) {
    const id = startRun(fresh, facts.model_name);
    fresh.observe(id, rows.evidenceOf(facts.id).reverse());
    if (facts.verdict !== null) fresh.setVerdict(id, facts.verdict);
    fresh.finishRun(id, {});
    expect(storedOf(fresh, id)).toEqual(storedOf(ledger, facts.id));
  }
}

describe('what a ledger has learned', () => {
  it('is the same as if all that is known had been recorded at once, whatever came late or was corrected', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40, size: 'max' }),
        fc.constantFrom(...formulas),
        (steps, formula) => {
          const root = mkdtempSync(join(memory, 'settlement-'));
          const script = new Script(root, formula);
          let anew: Ledger | undefined;
          try {
            for (const each of steps) script.do(each);
            const fresh = new Ledger(mkdtempSync(join(root, 'anew-')), { formula: script.formula });
            anew = fresh;
            recordAnew(script.ledger, fresh);
            for (const model of ['small', 'large']) {
              const [known, expected] = [script.ledger, fresh].map((each) =>
                each.pulls.tally('model', model),
              );
              expect(known?.trials).toBe(expected?.trials);
              expect(known?.wins).toBeCloseTo(expected?.wins ?? Number.NaN, 9);
            }
            expect(script.ledger.stats().promptPerformance.length).toBe(
              fresh.stats().promptPerformance.length,
            );
          } finally {
            script.ledger.close();
            anew?.close();
            rmSync(root, { recursive: true });
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
