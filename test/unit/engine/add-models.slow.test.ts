import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { armEndpoints } from '../../../src/agent/models/arm-endpoints.js';
import { addModels } from '../../../src/engine/add-models.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

describe('addModels', () => {
  let root: string;
  let file: string;
  let ledger: Ledger;
  const local = { id: 'tiny:3b', endpoint: 'ollama', costPer1k: 0, isInPlan: false };
  const hosted = { id: 'vendor/large', endpoint: 'vscode', costPer1k: null, isInPlan: true };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'add-models-'));
    file = join(root, '.agent', 'model_variants.json');
    ledger = new Ledger(root);
    return () => {
      ledger.close();
      rmSync(root, { recursive: true });
    };
  });

  it('lets models be chosen, at the endpoints where they were found', () => {
    addModels(ledger, root, [local, hosted]);
    const suggestion = ledger.choosing.suggest({
      complexity: 'easy',
      maxCostPer1k: 0.2,
      runnable: ['vendor/large'],
    });
    expect(suggestion.model).toMatchObject({ arm: 'vendor/large', isInPlan: true });
    expect(armEndpoints(root).get('tiny:3b')).toBe('ollama');
    expect(armEndpoints(root).get('vendor/large')).toBe('vscode');
  });

  it('leaves one that is there as it is, with what people wrote', () => {
    addModels(ledger, root, [local]);
    const written = readFileSync(file, 'utf8').replace('[', '[ // ours');
    writeFileSync(file, written);
    addModels(ledger, root, [{ ...local, costPer1k: 9 }]);
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it('leaves a broken file alone and says where it is broken', () => {
    writeFileSync(file, '[{');
    expect(() => {
      addModels(ledger, root, [local]);
    }).toThrow(/model_variants\.json:1/);
    expect(readFileSync(file, 'utf8')).toBe('[{');
  });
});
