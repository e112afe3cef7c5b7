import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTunedModel } from '../../../src/engine/add-tuned-model.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

describe('addTunedModel', () => {
  let root: string;
  let file: string;
  let ledger: Ledger;
  const names = { id: 'my-coder-tuned', base: 'qwen2.5-coder:7b' };
  const model = (arm: string) =>
    ledger.choosing.standings().find((each) => each.chooser === 'model' && each.arm === arm);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tuned-model-'));
    file = join(root, '.agent', 'model_variants.json');
    ledger = new Ledger(root);
    return () => {
      ledger.close();
      rmSync(root, { recursive: true });
    };
  });

  it("lists the model with its base's mean as a weak guess, once", () => {
    ledger.addDirectPull('model', names.base, 0.9, undefined);
    const base = model(names.base)?.mean;
    addTunedModel(ledger, root, names);
    addTunedModel(ledger, root, names);
    expect(model(names.id)).toMatchObject({ trials: 2, candidate: true });
    expect(model(names.id)?.mean).toBeCloseTo(base ?? NaN, 5);
  });

  it('guesses nothing of a base that was never tried, and keeps what people wrote', () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('[', '[ // ours'));
    addTunedModel(ledger, root, { ...names, base: 'never-tried' });
    expect(model(names.id)).toMatchObject({ trials: 2, mean: 0.5 });
    expect(readFileSync(file, 'utf8')).toContain('// ours');
  });

  it('leaves a broken file as it is', () => {
    writeFileSync(file, '[ {');
    expect(() => {
      addTunedModel(ledger, root, names);
    }).toThrow('model_variants.json');
    expect(readFileSync(file, 'utf8')).toBe('[ {');
  });
});
