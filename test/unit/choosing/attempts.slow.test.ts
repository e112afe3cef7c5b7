import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { start, TemporaryLedger } from './temporary-ledger.js';

let place: TemporaryLedger;
let ledger: Ledger;

beforeAll(loadSqlite);
beforeEach(() => {
  place = new TemporaryLedger();
  place.write('model_variants.json', [
    { id: 'cheap', cost_per_1k: 0.001 },
    { id: 'strong', cost_per_1k: 0.02 },
  ]);
  ledger = place.open();
});
afterEach(() => {
  place.remove();
});

const task = { complexity: 'medium', maxCostPer1k: 1 } as const;

/** Makes one attempt with a model and lets the checks speak; answers with the run. */
function attempt(
  model: string,
  passed: boolean,
  attemptOf: string | null = null,
  decisionIds: number[] = [],
): string {
  const run = start(ledger, { model, complexity: 'medium', attemptOf, decisionIds });
  ledger.choosing.checkAttempt(run, passed);
  ledger.finishRun(run, {});
  return run;
}

describe('escalation', () => {
  it('begins with the cheap model once both are known, and goes on with the strong one after a failure', () => {
    for (let round = 0; round < 8; round++) {
      attempt('cheap', round % 2 === 0);
      attempt('strong', round !== 0);
    }
    const first = ledger.choosing.nextAttempt(task, null);
    expect(first).toMatchObject({ arm: 'cheap' });
    expect(first?.reason).toBe(
      'Worth trying first, with the checks to decide: 4 of 8 first attempts with it passed the checks.',
    );
    const run = attempt('cheap', false, null, [first!.decisionId]);
    const second = ledger.choosing.nextAttempt(task, run);
    expect(second?.arm).toBe('strong');
    expect(second?.reason).toContain('The checks failed cheap; next is strong: 7 of 8');
    const next = attempt('strong', true, run, [second!.decisionId]);
    expect(ledger.choosing.nextAttempt(task, next)).toBeNull();
    expect(ledger.choosing.nextAttempt(task, run)).toBeNull();
  });

  it('joins the attempts of a task and logs the decision of each', () => {
    const decided = ledger.choosing.nextAttempt(task, null);
    const run = attempt(decided!.arm, false, null, [decided!.decisionId]);
    const again = ledger.choosing.nextAttempt(task, run);
    const second = attempt(again!.arm, false, run, [again!.decisionId]);
    expect(again!.arm).not.toBe(decided!.arm);
    expect(ledger.choosing.nextAttempt(task, second)).toBeNull();
    expect(
      ledger.db.connection
        .all('SELECT attempt_of FROM run_facts ORDER BY rowid')
        .map((row) => row['attempt_of']),
    ).toEqual([null, run]);
    expect(
      ledger.db.connection.all(
        'SELECT policy, followed, propensity > 0 AS likely FROM decisions ORDER BY id',
      ),
    ).toEqual([
      { policy: 'escalation balanced', followed: 1, likely: 1 },
      { policy: 'escalation balanced', followed: 1, likely: 1 },
    ]);
  });

  it('waits for the checks, and knows what is no attempt', () => {
    const run = start(ledger, { model: 'cheap', attemptOf: null });
    expect(() => ledger.choosing.nextAttempt(task, run)).toThrow(/not checked yet/);
    const other = start(ledger, { model: 'cheap' });
    expect(() => ledger.choosing.nextAttempt(task, other)).toThrow(/no attempt/);
  });

  it('forgets an attempt with its run', () => {
    const run = attempt('cheap', true);
    ledger.forgetRun(run);
    expect(ledger.db.connection.all('SELECT * FROM attempts')).toEqual([]);
  });
});
