import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LearningLoop } from '../../../src/learning/learning-loop.js';
import { RewardInputError, type RewardInputs } from '../../../src/learning/reward/reward-inputs.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { VariantsFileError } from '../../../src/learning/variants/variants-json.js';

let root: string;

beforeAll(loadSqlite);
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'loop-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const inputs: RewardInputs = {
  compile_pass: true,
  lint_errors: 2,
  type_errors: 0,
  tests_passed: 8,
  tests_total: 10,
  coverage_pct: 85,
  schema_errors: 0,
  boundary_errors: 0,
};
const unjudged = 0.82;

interface Counted {
  readonly id: string;
  readonly wins: number;
  readonly trials: number;
}

function counts(file: 'prompt' | 'model', id: string): Counted | undefined {
  const entries = JSON.parse(
    readFileSync(join(root, '.agent', `${file}_variants.json`), 'utf8'),
  ) as Counted[];
  return entries.find((each) => each.id === id);
}

function sqlite(sql: string): string {
  return execFileSync('sqlite3', [join(root, '.agent', 'experience.db'), sql], { encoding: 'utf8' }).trim();
}

function withLoop<T>(use: (loop: LearningLoop) => T, seed = 1): T {
  const loop = new LearningLoop(root, { seed });
  try {
    return use(loop);
  } finally {
    loop.close();
  }
}

function record(
  loop: LearningLoop,
  model = 'gpt-4o-mini',
  prompt = 'default',
  more: Partial<RewardInputs> = {},
): number {
  return loop.recordRun(
    'fix-cart',
    model,
    prompt,
    { ...inputs, ...more },
    1200,
    3400,
    '{"p":1}',
    '{"o":2}',
    'coder',
  );
}

describe('a learning loop', () => {
  it('records a run with its signals, pair and counts', () => {
    const runId = withLoop((loop) => record(loop));
    expect(
      sqlite(
        'SELECT id, task_slug, model_name, prompt_id, round(reward, 6), cost_tokens, duration_ms FROM runs',
      ),
    ).toBe(`${runId}|fix-cart|gpt-4o-mini|default|${unjudged}|1200|3400`);
    expect(sqlite('SELECT * FROM signals')).toBe(`${runId}|2|0|2|85.0|0|0`);
    expect(sqlite('SELECT task_slug, role, prompt_json, output_json, round(label, 6) FROM pairs')).toBe(
      `fix-cart|coder|{"p":1}|{"o":2}|${unjudged}`,
    );
    expect(counts('prompt', 'default')).toMatchObject({ wins: unjudged, trials: 1 });
    expect(counts('model', 'gpt-4o-mini')).toMatchObject({ wins: unjudged, trials: 1 });
    expect(counts('prompt', 'detailed')).toMatchObject({ wins: 0, trials: 0 });
  });

  it('settles a run again when a verdict comes, without another trial', () => {
    withLoop((loop) => {
      const runId = record(loop);
      loop.setVerdict(runId, 'accepted');
      expect(counts('prompt', 'default')).toMatchObject({ wins: 0.945, trials: 1 });
      loop.setVerdict(runId, 'rejected');
      expect(counts('prompt', 'default')).toMatchObject({ wins: 0.695, trials: 1 });
      loop.setVerdict(runId, 0.5);
      expect(counts('prompt', 'default')).toMatchObject({ wins: unjudged, trials: 1 });
      expect(() => {
        loop.setVerdict(runId + 1, 'accepted');
      }).toThrow(/no run/);
      expect(() => {
        loop.setVerdict(runId, 1.5);
      }).toThrow(/between 0 and 1/);
    });
    expect(sqlite('SELECT round(reward, 6) FROM runs')).toBe(String(unjudged));
  });

  it('writes nothing when inputs are wrong', () => {
    withLoop((loop) => {
      expect(() => record(loop, 'm', 'p', { lint_errors: -1, tests_passed: 11 })).toThrow(RewardInputError);
      expect(() => loop.recordRun('t', 'm', 'p', inputs, -5, 0, '', '')).toThrow(/costTokens/);
    });
    expect(sqlite('SELECT (SELECT count(*) FROM runs) + (SELECT count(*) FROM run_facts)')).toBe('0');
  });

  it('counts a choice once, whichever of run and update comes first', () => {
    withLoop((loop) => {
      const first = loop.selectPromptVariant();
      loop.updatePromptVariant(first.id, 0.25);
      record(loop, 'gpt-4o-mini', first.id);
      expect(counts('prompt', first.id)).toMatchObject({ wins: 0.25, trials: 1 });

      const second = loop.selectPromptVariant();
      expect(second.id).not.toBe(first.id);
      const runId = record(loop, 'gpt-4o-mini', second.id);
      loop.updatePromptVariant(second.id, 0.25);
      expect(counts('prompt', second.id)).toMatchObject({ wins: unjudged, trials: 1 });
      loop.setVerdict(runId, 'accepted');
      expect(counts('prompt', second.id)).toMatchObject({ wins: 0.945, trials: 1 });

      loop.updatePromptVariant(second.id, 0.5);
      expect(counts('prompt', second.id)).toMatchObject({ wins: 1.445, trials: 2 });
      expect(() => {
        loop.updatePromptVariant('none', 0.5);
      }).toThrow(/no prompt "none"/);
    });
  });

  it('starts from the counts that a variants file brings with it and keeps its price', () => {
    mkdirSync(join(root, '.agent'));
    writeFileSync(
      join(root, '.agent', 'model_variants.json'),
      `[
  // mine
  { "id": "local", "name": "Local", "cost_per_1k": 0, "wins": 120.5, "trials": 150, "note": "kept" },
  { "id": "paid", "name": "Paid", "cost_per_1k": 0.15, "wins": 45.8, "trials": 50 }
]`,
    );
    withLoop((loop) => {
      expect(['local', 'paid']).toContain(loop.selectModel('medium', 0.2).id);
      expect(loop.selectModel('medium', 0.1).id).toBe('local');
      expect(() => loop.selectModel('hard', -1)).toThrow('No models available within budget $-1/1k tokens');
      record(loop, 'paid');
    });
    const text = readFileSync(join(root, '.agent', 'model_variants.json'), 'utf8');
    expect(text).toContain('// mine');
    expect(text).toContain('"note": "kept"');
    expect(text).toContain('"wins": 46.62');
    expect(text).toContain('"trials": 51');
    expect(text).toContain('"wins": 120.5');
  });

  it('takes over what a person changes in the counts, once', () => {
    withLoop((loop) => {
      record(loop);
      const file = join(root, '.agent', 'prompt_variants.json');
      const entries = JSON.parse(readFileSync(file, 'utf8')) as (Counted & Record<string, unknown>)[];
      writeFileSync(
        file,
        JSON.stringify(
          entries.map((each) => (each.id === 'default' ? { ...each, wins: 10, trials: 20 } : each)),
        ),
      );
      record(loop);
      expect(counts('prompt', 'default')).toMatchObject({ wins: 10 + unjudged, trials: 21 });
    });
    withLoop((loop) => {
      record(loop);
      expect(counts('prompt', 'default')).toMatchObject({ wins: 11.64, trials: 22 });
    });
  });

  it('keeps its counts when the database is lost, and starts from them', () => {
    withLoop((loop) => record(loop));
    rmSync(join(root, '.agent', 'experience.db'));
    rmSync(join(root, '.agent', 'experience.db-journal'), { force: true });
    withLoop((loop) => record(loop));
    expect(counts('prompt', 'default')).toMatchObject({ wins: 2 * unjudged, trials: 2 });
  });

  it('reports a broken variants file with its place, leaves it as it is, and still records', () => {
    withLoop((loop) => {
      const file = join(root, '.agent', 'prompt_variants.json');
      writeFileSync(file, '[{"id": "default" "wins": 1}]');
      expect(() => loop.selectPromptVariant()).toThrow(VariantsFileError);
      expect(() => loop.selectPromptVariant()).toThrow('prompt_variants.json:1:19');
      record(loop);
      expect(readFileSync(file, 'utf8')).toBe('[{"id": "default" "wins": 1}]');
      writeFileSync(file, '[{"id": "default", "wins": 1, "trials": 1}]');
      record(loop);
      expect(counts('prompt', 'default')).toMatchObject({ wins: 1.82, trials: 2 });
    });
  });

  it('answers with averages over the last 100 runs and means over all', () => {
    withLoop((loop) => {
      for (let i = 0; i < 150; i++) {
        record(loop, 'a', i % 2 === 0 ? 'default' : 'concise', i < 50 ? { compile_pass: false } : {});
      }
      const stats = loop.getStats();
      expect(stats.recentStats.totalRuns).toBe(100);
      expect(stats.recentStats.avgReward).toBeCloseTo(unjudged, 9);
      expect(stats.recentStats.avgCost).toBe(1200);
      expect(stats.recentStats.avgDuration).toBe(3400);
      expect(stats.modelPerformance).toHaveLength(1);
      expect(stats.modelPerformance[0]).toMatchObject({ model_name: 'a', count: 150 });
      expect(stats.modelPerformance[0]?.avg_reward).toBeCloseTo(
        (100 * unjudged + 50 * (unjudged - 0.25)) / 150,
        9,
      );
      expect(stats.promptPerformance.map(({ count }) => count)).toEqual([75, 75]);
    });
  });

  it('chooses the same with the same seed, and logs what it chose', () => {
    const chosen = withLoop((loop) => [loop.selectPromptVariant().id, loop.selectModel('medium').id], 42);
    const logged = sqlite('SELECT chooser, arm, policy, propensity FROM decisions ORDER BY id').split('\n');
    expect(logged[0]).toMatch(new RegExp(`^prompt\\|${chosen[0]!}\\|epsilon-greedy\\|0.33`));
    rmSync(join(root, '.agent'), { recursive: true });
    expect(withLoop((loop) => [loop.selectPromptVariant().id, loop.selectModel('medium').id], 42)).toEqual(
      chosen,
    );
  });

  it('begins an easy task with a free model and a hard one with a paid model', () => {
    withLoop((loop) => {
      expect(loop.selectModel('easy').cost_per_1k).toBe(0);
      expect(loop.selectModel('hard').cost_per_1k).toBeGreaterThan(0);
    });
  });

  it('keeps secrets and numbers-only texts out of the database', () => {
    const secret = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
    withLoop((loop) => {
      loop.recordRun(`use ${secret}`, 'm', 'p', inputs, 1, 1, JSON.stringify({ key: secret }), '{}');
    });
    expect(readFileSync(join(root, '.agent', 'experience.db')).includes(secret)).toBe(false);
    const numbers = new LearningLoop(root, { texts: 'numbers' });
    numbers.recordRun('t', 'm', 'p', inputs, 1, 1, '{"goal":"visible-text"}', '{}');
    numbers.close();
    expect(sqlite('SELECT count(*) FROM runs')).toBe('2');
    expect(sqlite('SELECT count(*) FROM pairs')).toBe('1');
    expect(readFileSync(join(root, '.agent', 'experience.db')).includes('visible-text')).toBe(false);
  });

  it('lets only design cards and prompts into git', () => {
    withLoop((loop) => record(loop));
    execFileSync('git', ['init', '-q'], { cwd: root });
    mkdirSync(join(root, '.agent', 'tasks'));
    writeFileSync(join(root, '.agent', 'tasks', 'one.yaml'), 'name: one\n');
    expect(
      execFileSync('git', ['status', '--porcelain', '-uall'], { cwd: root, encoding: 'utf8' }).trim(),
    ).toBe('?? .agent/tasks/one.yaml');
  });

  it('says what to do when .agent is in the way', () => {
    writeFileSync(join(root, '.agent'), 'mine');
    expect(() => new LearningLoop(root)).toThrow(/is a file, but Learning Loop keeps its data in a folder/);
    expect(readFileSync(join(root, '.agent'), 'utf8')).toBe('mine');
    expect(existsSync(join(root, '.agent', 'experience.db'))).toBe(false);
  });
});
