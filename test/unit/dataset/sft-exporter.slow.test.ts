import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SftExporter } from '../../../src/learning/dataset/sft-exporter.js';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { command, ExportedRepository } from './exported-repository.js';

beforeAll(loadSqlite);

describe('SftExporter', () => {
  let repo: ExportedRepository;
  beforeEach(() => {
    repo = new ExportedRepository();
    return () => {
      repo.remove();
    };
  });
  const inputs = (name = 'coder_sft.jsonl'): unknown[] => repo.lines(name).map((line) => line['input']);

  it('writes a file for each role, with instruction, input, output and who wrote it', () => {
    repo.record(
      { prompt: 'spec', answer: 'code', task: 'a' },
      { role: 'fixer', model: null },
      { role: 'judge', prompt: { Code: 'x = 1', Checks: { lint: 0 } }, answer: { ok: true } },
    );
    expect(repo.export().files.map(({ role, examples }) => [role, examples])).toEqual([
      ['coder', 1],
      ['fixer', 1],
      ['judge', 1],
    ]);
    expect(repo.lines('coder_sft.jsonl')).toEqual([
      {
        instruction: 'Write the code for the specification.',
        input: 'spec',
        output: 'code',
        model: 'qwen2.5-coder:7b',
        task: 'a',
      },
    ]);
    expect(repo.lines('fixer_sft.jsonl')).toMatchObject([{ model: null }]);
    expect(repo.lines('judge_sft.jsonl')).toMatchObject([
      { input: '# Code\n\nx = 1\n\n# Checks\n\n{\n  "lint": 0\n}', output: '# ok\n\ntrue' },
    ]);
  });

  it('takes only what earned enough, the newest, and limits what is left', () => {
    const rewards = [0.9, 0.2, 0.8, null, 0.7, 0.3, 0.1];
    repo.record(...rewards.map((reward, index) => ({ reward, prompt: `p${index}` })));
    expect(repo.export().leftOut).toEqual({ score: 4 });
    expect(inputs()).toEqual(['p4', 'p2', 'p0']);
    expect(repo.export({ limit: 2 }).leftOut).toEqual({ score: 4, limit: 1 });
    expect(inputs()).toEqual(['p4', 'p2']);
    repo.export({ minReward: 0.85 });
    expect(inputs()).toEqual(['p0']);
  });

  it('leaves out what nobody should learn from, and says why', () => {
    repo.record(
      { prompt: 'good', evidence: [command('test', 1), command('test', 0), command('build', null)] },
      { prompt: 'red', evidence: [command('test', 0), command('test', 1)] },
      { prompt: 'does not build', evidence: [{ kind: 'reported', compilePass: false }] },
      { prompt: 'gate', scores: { classic: { reward: 0.9 }, gated: { reward: 0 } } },
      { prompt: 'rejected', verdict: 0 },
      { prompt: 'skips a test', weakened: true },
      { prompt: 'skips a test, and a person allowed it', weakened: true, exportable: true },
    );
    expect(repo.export().leftOut).toEqual({ checks: 3, rejected: 1, weakened: 1 });
    expect(inputs()).toEqual(['skips a test, and a person allowed it', 'good']);
  });

  it('leaves out and counts what is not JSON, or nothing', () => {
    const db = new ExperienceDB(repo.root);
    const pair = { taskSlug: 't', role: 'coder', promptJson: '"p"', outputJson: '"o"', label: 1 } as const;
    db.insertPair({ ...pair, promptJson: '{broken' });
    db.insertPair({ ...pair, outputJson: '""' });
    db.insertPair(pair);
    db.close();
    expect(repo.export()).toMatchObject({ examples: 1, leftOut: { unreadable: 2 } });
    expect(repo.lines('coder_sft.jsonl')).toMatchObject([{ input: 'p', model: null }]);
  });

  it('takes near-duplicates once', () => {
    const body = Array.from({ length: 60 }, (_, index) => `const value${index} = read(${index});`).join('\n');
    repo.record(
      { answer: `${body}\nlast` },
      { answer: `${body}\nleast` },
      { answer: 'something else altogether' },
    );
    repo.record({ prompt: 'Do it.', answer: body }, { prompt: 'Do it.', answer: body });
    expect(repo.export()).toMatchObject({ examples: 2, leftOut: { duplicate: 3 } });
  });

  it('leaves out what is too long', () => {
    repo.record({ answer: 'word '.repeat(500) }, {});
    expect(repo.export({ maxTokens: 400 })).toMatchObject({ examples: 1, leftOut: { length: 1 } });
  });

  it('names hosted models, and leaves them out when told to', () => {
    mkdirSync(join(repo.root, '.agent'));
    writeFileSync(
      join(repo.root, '.agent', 'model_variants.json'),
      '[{"id": "house", "name": "Ours", "cost_per_1k": 0, "wins": 0, "trials": 0}]',
    );
    repo.record(
      { model: 'gpt-4o' },
      { model: 'gpt-4o' },
      { model: 'house' },
      { model: null },
      { model: null, agent: 'by hand' },
      { model: 'gpt-oss:120b-cloud' },
    );
    expect(repo.export().models).toEqual([
      { model: 'gpt-4o', origin: 'hosted', examples: 2 },
      { model: 'gpt-oss:120b-cloud', origin: 'hosted', examples: 1 },
      { model: null, origin: 'local', examples: 1 },
      { model: null, origin: 'unknown', examples: 1 },
      { model: 'house', origin: 'local', examples: 1 },
    ]);
    expect(repo.export({ localOnly: true })).toMatchObject({ examples: 2, leftOut: { hosted: 4 } });
  });

  it('makes a patch of what began red, and a verdict of what a person said', () => {
    const diff = '--- a/x.ts\n+++ b/x.ts\n@@ -1 +1 @@\n-a\n+b';
    repo.record({
      prompt: { goal: 'Mend the total', prompt: null },
      answer: { diff },
      verdict: 1,
      evidence: [command('test', 1), command('test', 0)],
    });
    expect(repo.export().examples).toBe(3);
    const fenced = `\`\`\`diff\n${diff}\n\`\`\``;
    expect(repo.lines('coder_sft.jsonl')).toMatchObject([{ input: 'Mend the total', output: fenced }]);
    expect(repo.lines('fixer_sft.jsonl')).toMatchObject([
      {
        input: '# diagnostics\n\nnpm test ended with 1: 3 passed, 1 failed\n\nMend the total',
        output: fenced,
      },
    ]);
    expect(repo.lines('judge_sft.jsonl')).toMatchObject([
      {
        input: `Mend the total\n\n# change\n\n${fenced}\n\n# checks\n\nnpm test ended with 0: 3 passed, 0 failed`,
        output: 'Verdict: kept',
      },
    ]);
  });

  it('tells a fixer which tests and which lines were red', () => {
    const tests = { passed: 1, failed: 1, failing: [{ name: 'adds up', file: 'x.test.ts' }] };
    const finding = { path: 'x.ts', rule: 'TS2322', message: 'No string.', severity: 'error' };
    const list = [finding, { ...finding, message: 'A hint.', severity: 'warning' }];
    repo.record({
      prompt: { goal: 'Mend it', prompt: null },
      answer: { diff: '+b' },
      verdict: 1,
      evidence: [
        { ...command('build', 2), findings: { tools: [], list } },
        { ...command('test', 1), tests },
        command('build', 0),
        command('test', 0),
      ],
    });
    repo.export();
    expect(repo.lines('fixer_sft.jsonl')).toMatchObject([
      {
        input:
          '# diagnostics\n\nnpm build ended with 2\n  x.ts TS2322 No string.\n' +
          'npm test ended with 1: 1 passed, 1 failed\n  adds up\n\nMend it',
      },
    ]);
  });

  it('lets a judge learn from rejected hunks and their reasons', () => {
    const review = { kind: 'review', id: '1', path: 'x.ts', lines: 2, cause: 'person' };
    repo.record({
      answer: { diff: '' },
      verdict: 0,
      evidence: [
        { ...review, verdict: 'kept', reason: null, diff: null },
        { ...review, verdict: 'rejected', reason: 'too clever', diff: '-a\n+b' },
      ],
    });
    repo.export();
    expect(repo.lines('coder_sft.jsonl')).toEqual([]);
    expect(repo.lines('judge_sft.jsonl')).toMatchObject([
      {
        input: expect.stringContaining('-a\n+b') as unknown,
        output: 'Verdict: rejected\nReason: too clever',
      },
    ]);
  });

  it('scrubs what was recorded without', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    repo.record({ prompt: `cd ${homedir()}/x && echo ${token}`, answer: { k: token }, task: `for ${token}` });
    expect(repo.export().replaced).toMatchObject({ 'secret:github': 3 });
    expect(JSON.stringify(repo.lines('coder_sft.jsonl'))).not.toContain(token);
  });

  it('reads more than one portion, and tells how far it is', () => {
    repo.record(...Array.from({ length: 503 }, (_, index) => ({ prompt: String(index) })));
    const news: [number, number][] = [];
    repo.export({ limit: 5000, onProgress: (read, total) => news.push([read, total]) });
    expect(inputs()).toEqual(Array.from({ length: 503 }, (_, index) => String(502 - index)));
    expect(news).toEqual([
      [200, 503],
      [400, 503],
      [503, 503],
    ]);
  });

  it('keeps an earlier export until the new one is whole, and leaves no old half beside it', () => {
    repo.record(...Array.from({ length: 20 }, () => ({})));
    repo.export({ validation: 0.2 });
    expect(repo.files()).toContain('coder_sft_validation.jsonl');
    const earlier = readFileSync(join(repo.folder, 'coder_sft.jsonl'), 'utf8');
    const stop = (): never => {
      throw new Error('stopped');
    };
    expect(() => repo.export({ minReward: 1, onProgress: stop })).toThrow('stopped');
    expect(readFileSync(join(repo.folder, 'coder_sft.jsonl'), 'utf8')).toBe(earlier);
    repo.export({ minReward: 1 });
    expect(repo.files()).toEqual(['coder_sft.jsonl', 'fixer_sft.jsonl', 'judge_sft.jsonl', 'sft_card.md']);
    expect(inputs()).toEqual([]);
  });

  it('previews what it would write, and writes nothing', () => {
    repo.record({ prompt: 'a' }, { prompt: 'b' }, { prompt: 'c' }, { reward: 0 });
    expect(new SftExporter(repo.root).preview()).toMatchObject({
      examples: 3,
      byRole: { coder: 3, fixer: 0, judge: 0 },
      leftOut: { score: 1 },
      samples: [{ role: 'coder', line: expect.stringContaining('"c"') as unknown }, { role: 'coder' }],
    });
    expect(() => repo.files()).toThrow('ENOENT');
  });

  it('describes what it wrote', () => {
    repo.record({ model: 'gpt-4o' }, { reward: 0.1 });
    const card = readFileSync(repo.export({ minReward: 0.5 }).card, 'utf8');
    for (const part of [
      'coder_sft.jsonl',
      '| gpt-4o | hosted | 1 |',
      'at least 0.5',
      '1 without a score',
      'licence',
    ])
      expect(card).toContain(part);
  });

  it('follows no link, and makes no database where there is none', () => {
    expect(() => repo.export()).toThrow('There is no experience database');
    repo.record({});
    symlinkSync('/tmp', repo.folder);
    expect(() => repo.export()).toThrow('it is a symbolic link');
    rmSync(repo.folder);
    expect(repo.export().examples).toBe(1);
  });
});
