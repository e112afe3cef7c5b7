import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { policyNamed, type PolicyName } from '../../../src/learning/choice/policies.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';
import type { LoggedCandidate } from '../../../src/learning/choosing/decision-log.js';
import type { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { record, rejected, start, TemporaryLedger } from './temporary-ledger.js';

let place: TemporaryLedger;
let ledger: Ledger;

const models = [
  { id: 'local', name: 'Local', cost_per_1k: 0 },
  { id: 'api', name: 'API', cost_per_1k: 0.01 },
];

beforeAll(loadSqlite);
beforeEach(() => {
  place = new TemporaryLedger();
  place.write('model_variants.json', models);
  ledger = place.open();
});
afterEach(() => {
  place.remove();
});

const task = { complexity: 'medium', maxCostPer1k: 1 } as const;
const choosing = { policy: 'thompson', preference: 'quality', usesStartingGuesses: true } as const;

interface Logged extends Record<string, string | number | null> {
  readonly chooser: string;
  readonly arm: string;
  readonly policy: string;
  readonly propensity: number;
  readonly seed: number;
  readonly candidates: string;
  readonly followed: number | null;
}

function logged(): Logged[] {
  return ledger.db.connection.all<Logged>('SELECT * FROM decisions ORDER BY id');
}

describe('a suggestion', () => {
  it('is logged before anything runs, so that it can be made again from what was logged', () => {
    const policies: readonly PolicyName[] = ['epsilon-greedy', 'thompson', 'ucb1'];
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        fc.constantFrom('easy' as const, 'medium' as const, 'hard' as const),
        fc.boolean(),
        (policy, complexity, isGood) => {
          record(ledger, { model: 'local', complexity }, isGood ? 1 : 0);
          const settings = { policy, preference: 'balanced', usesStartingGuesses: true } as const;
          ledger.choosing.suggest({ ...task, complexity, settings, needsContext: true });
          for (const each of logged().slice(-3)) {
            const candidates = JSON.parse(each.candidates) as LoggedCandidate[];
            const first = new Set(candidates.filter((one) => one.isPreferred).map(({ arm }) => arm));
            const again = policyNamed(policy, 'balanced');
            expect(again.choose(candidates, seededRandom(each.seed), first).arm).toBe(each.arm);
            expect(each.policy).toBe(again.name);
            const at = candidates.findIndex(({ arm }) => arm === each.arm);
            expect(again.propensities(candidates, first)[at]).toBeCloseTo(each.propensity, 9);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('names the counts that decided, and others when they are swapped', () => {
    const reasonAfter = (wins: Readonly<Record<string, number>>): string => {
      const other = new TemporaryLedger();
      other.write(
        'model_variants.json',
        models.map((each) => ({ ...each, wins: wins[each.id], trials: 10 })),
      );
      const opened = other.open({ seed: 3 });
      const settings = { ...choosing, policy: 'ucb1' } as const;
      const { reason } = opened.choosing.suggest({ ...task, settings }).model;
      other.remove();
      return reason;
    };
    expect(reasonAfter({ local: 9, api: 2 })).toBe(
      'Best score here: 90 % over 10 runs; next is api with 20 % over 10 runs.',
    );
    expect(reasonAfter({ local: 2, api: 9 })).toBe(
      'Best score here: 90 % over 10 runs; next is local with 20 % over 10 runs.',
    );
  });

  it('begins an easy task with a local model and a hard one with a paid one, and says so', () => {
    for (let round = 0; round < 5; round++) {
      const easy = ledger.choosing.suggest({ ...task, complexity: 'easy' }).model;
      expect(easy).toMatchObject({ arm: 'local', propensity: 1 });
      expect(easy.reason).toContain('for an easy task, free local models go first');
      expect(ledger.choosing.suggest({ ...task, complexity: 'hard' }).model.arm).toBe('api');
    }
  });

  it('is what was learned rather than what the task looks like', () => {
    for (let run = 0; run < 6; run++) {
      record(ledger, { model: 'local', complexity: 'easy' }, 0);
      record(ledger, { model: 'api', complexity: 'easy' }, 1);
    }
    const arms = Array.from(
      { length: 20 },
      () => ledger.choosing.suggest({ ...task, complexity: 'easy' }).model.arm,
    );
    // A tenth explores, among the local models.
    expect(arms.filter((arm) => arm === 'api').length).toBeGreaterThanOrEqual(14);
  });

  it('differs by kind of task where the runs do', () => {
    for (let run = 0; run < 30; run++) {
      record(ledger, { model: 'local', complexity: 'easy' }, 1);
      record(ledger, { model: 'local', complexity: 'hard' }, 0);
      record(ledger, { model: 'api', complexity: 'easy' }, run % 2 === 0 ? 1 : 0);
      record(ledger, { model: 'api', complexity: 'hard' }, run % 2 === 0 ? 1 : 0);
    }
    const mostly = (complexity: 'easy' | 'hard'): string | undefined => {
      const arms = Array.from(
        { length: 9 },
        () => ledger.choosing.suggest({ ...task, complexity }).model.arm,
      );
      return arms.sort()[4];
    };
    expect([mostly('easy'), mostly('hard')]).toEqual(['local', 'api']);
    expect(
      ledger.choosing.suggest({ ...task, complexity: 'easy', settings: choosing }).model.reason,
    ).toContain('of this difficulty');
  });

  it('says why it takes a task for hard when nobody said', () => {
    const suggestion = ledger.choosing.suggest({
      ...task,
      complexity: null,
      goal: 'Change the database schema',
    });
    expect(suggestion).toMatchObject({
      complexity: 'hard',
      complexityReason: 'its goal speaks of a schema or a migration',
      model: { arm: 'api' },
    });
  });

  it('that is overruled is remembered as overruled', () => {
    const { prompt, model } = ledger.choosing.suggest(task);
    const other = model.others[0]?.arm ?? null;
    start(ledger, { model: other, prompt: prompt.arm, decisionIds: [prompt.decisionId, model.decisionId] });
    expect(logged().map(({ chooser, followed }) => [chooser, followed])).toEqual([
      ['prompt', 1],
      ['model', 0],
    ]);
  });

  it('goes on to another option while a run of an untried one is open, and when it was never scored', () => {
    const hard = { ...task, complexity: 'easy' } as const;
    const first = ledger.choosing.suggest(hard);
    const id = start(ledger, {
      model: first.model.arm,
      prompt: first.prompt.arm,
      decisionIds: [first.prompt.decisionId, first.model.decisionId],
    });
    expect(ledger.choosing.suggest(hard).prompt.arm).not.toBe(first.prompt.arm);
    ledger.finishRun(id, {});
    expect(ledger.runs.get(id).reward).toBeNull();
    expect(ledger.choosing.suggest(hard).prompt.arm).not.toBe(first.prompt.arm);
  });

  it('takes no model that cannot run now', () => {
    expect(ledger.choosing.suggest({ ...task, complexity: 'easy', runnable: ['api'] }).model).toMatchObject({
      arm: 'api',
      reason: 'The only option there is (0 runs).',
    });
    expect(() => ledger.choosing.suggest({ ...task, runnable: [] })).toThrow(/can run now/);
    expect(ledger.choosing.suggest({ ...task, maxCostPer1k: 0 }).model.arm).toBe('local');
  });

  it('obeys pins and bans', () => {
    ledger.choosing.setRule('prompt', 'concise', 'pinned');
    ledger.choosing.setRule('model', 'local', 'banned');
    const { prompt, model } = ledger.choosing.suggest({ ...task, complexity: 'easy' });
    expect([prompt.arm, prompt.reason, prompt.propensity]).toEqual([
      'concise',
      'Pinned by you: so far no run.',
      1,
    ]);
    expect(model.arm).toBe('api');
    expect(logged()[0]).toMatchObject({ policy: 'pinned' });
    ledger.choosing.setRule('model', 'api', 'banned');
    expect(() => ledger.choosing.suggest(task)).toThrow(/is banned/);
    ledger.choosing.setRule('model', 'api', 'pinned');
    expect(() => ledger.choosing.suggest({ ...task, maxCostPer1k: 0 })).toThrow(
      /pinned, but cannot be chosen/,
    );
    expect(ledger.choosing.standings().find(({ arm }) => arm === 'api')).toMatchObject({ rule: 'pinned' });
  });
});

describe('the record of an option', () => {
  const counted = (arm: string): LoggedCandidate | undefined => {
    ledger.choosing.suggest(task);
    const prompt = logged().findLast(({ chooser }) => chooser === 'prompt');
    return (JSON.parse(prompt?.candidates ?? '[]') as LoggedCandidate[]).find((each) => each.arm === arm);
  };

  it('loses most of its weight and keeps its mean when its text changes, and is back with the text', () => {
    for (let run = 0; run < 10; run++) record(ledger, { prompt: 'concise' }, run < 8 ? 1 : 0);
    const before = counted('concise');
    expect(before).toMatchObject({ trials: 10, wins: 8 + 2 * rejected });
    place.write('prompts/concise.md', 'Do it well.');
    const after = counted('concise');
    expect(after).toMatchObject({ trials: 2.5, wins: (8 + 2 * rejected) / 4 });
    expect(after?.version).not.toBe(before?.version);
    record(ledger, { prompt: 'concise' }, 0);
    expect(counted('concise')).toMatchObject({ trials: 3.5 });
    rmSync(place.path('prompts/concise.md'));
    expect(counted('concise')).toMatchObject({
      version: before?.version,
      trials: 11,
      wins: 8 + 3 * rejected,
    });
  });

  it('belongs to the version that was chosen, even when the text has changed since', () => {
    ledger.choosing.setRule('prompt', 'concise', 'pinned');
    const { prompt } = ledger.choosing.suggest(task);
    const id = start(ledger, { prompt: 'concise', decisionIds: [prompt.decisionId] });
    place.write('prompts/concise.md', 'Something else.');
    ledger.setVerdict(id, 'accepted');
    ledger.finishRun(id, {});
    const pulls = ledger.db.connection.all<{ arm_version: string }>('SELECT arm_version FROM pulls');
    const [decision] = ledger.db.connection.all<{ arm_version: string }>('SELECT arm_version FROM decisions');
    expect(pulls).toEqual([decision]);
  });

  it('has neither a forgotten run nor its kind', () => {
    const id = record(ledger, { prompt: 'concise', complexity: 'medium' }, 1);
    expect(counted('concise')).toMatchObject({ trials: 1, ofKind: { trials: 1, wins: 1 } });
    ledger.forgetRun(id);
    expect(counted('concise')).toMatchObject({ trials: 0, ofKind: { trials: 0, wins: 0 } });
  });
});
