import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SftExporter, type SftFile } from '../../../src/learning/dataset/sft-exporter.js';
import { ExperienceDB, type PairRow } from '../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

describe('SftExporter', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sft-'));
    return () => {
      rmSync(root, { recursive: true });
    };
  });

  function store(...pairs: readonly Partial<PairRow>[]): void {
    const db = new ExperienceDB(root);
    const pair: PairRow = {
      taskSlug: 't',
      role: 'coder',
      promptJson: '"spec"',
      outputJson: '"code"',
      label: 0.9,
    };
    for (const each of pairs) db.insertPair({ ...pair, ...each });
    db.close();
  }
  function exported(options = {}): Record<string, SftFile> {
    return Object.fromEntries(new SftExporter(root).export(options).map((file) => [file.role, file]));
  }
  function linesOf(role: string): unknown[] {
    const text = readFileSync(join(root, '.agent', 'sft', `${role}_sft.jsonl`), 'utf8');
    expect(text === '' || text.endsWith('\n')).toBe(true);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  }

  it('writes a file for each role, with instruction, input and output', () => {
    store(
      {},
      { role: 'fixer' },
      { role: 'judge', promptJson: '{"Code":"x = 1","Checks":{"lint":0}}', outputJson: '{"ok":true}' },
    );
    expect(exported()['judge']).toMatchObject({ examples: 1, unreadable: 0 });
    expect(linesOf('coder')).toEqual([
      { instruction: 'Write the code for the specification.', input: 'spec', output: 'code' },
    ]);
    expect(linesOf('judge')).toEqual([
      {
        instruction: 'Judge the code and answer with a verdict.',
        input: '# Code\n\nx = 1\n\n# Checks\n\n{\n  "lint": 0\n}',
        output: '# ok\n\ntrue',
      },
    ]);
  });

  it('takes only pairs with enough reward, the newest, and limits what is left', () => {
    const labels = [0.9, 0.2, 0.8, null, 0.7, 0.3, 0.1];
    store(...labels.map((label, index) => ({ label, promptJson: JSON.stringify(`p${index}`) })));
    exported();
    expect(linesOf('coder')).toMatchObject([{ input: 'p4' }, { input: 'p2' }, { input: 'p0' }]);
    exported({ limit: 2 });
    expect(linesOf('coder')).toMatchObject([{ input: 'p4' }, { input: 'p2' }]);
    exported({ minReward: 0.85 });
    expect(linesOf('coder')).toMatchObject([{ input: 'p0' }]);
  });

  it('reads more than one portion', () => {
    store(...Array.from({ length: 1203 }, (_, index) => ({ promptJson: String(index) })));
    exported({ limit: 5000 });
    expect(linesOf('coder').map((line) => (line as { input: string }).input)).toEqual(
      Array.from({ length: 1203 }, (_, index) => String(1202 - index)),
    );
  });

  it('leaves out and counts what is not JSON', () => {
    store({ promptJson: '{broken' }, { outputJson: '' }, {});
    expect(exported()['coder']).toMatchObject({ examples: 1, unreadable: 2 });
    expect(linesOf('coder')).toHaveLength(1);
  });

  it('scrubs what was recorded without', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    store({
      promptJson: JSON.stringify(`cd ${homedir()}/x && echo ${token}`),
      outputJson: JSON.stringify({ k: token }),
    });
    const { replaced } = exported()['coder']!;
    expect(replaced).toMatchObject({ 'secret:github': 2 });
    expect(JSON.stringify(linesOf('coder'))).not.toContain(token);
  });

  it('replaces an earlier export, and empties a file nothing belongs in any more', () => {
    store({});
    exported();
    exported({ minReward: 1 });
    expect(linesOf('coder')).toEqual([]);
  });

  it('makes no database where there is none', () => {
    expect(() => exported()).toThrow('There is no experience database');
    writeFileSync(join(root, '.agent'), '');
    expect(() => exported()).toThrow();
  });
});
