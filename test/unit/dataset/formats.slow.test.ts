import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatNames, type FormatName } from '../../../src/learning/dataset/formats.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { samplePair } from '../../support/sample-pairs.js';
import { ExportedRepository, type Recorded } from './exported-repository.js';

const message = z
  .object({ role: z.enum(['system', 'user', 'assistant']), content: z.string().min(1) })
  .strict();
const question = z.array(message).min(1);
const answer = z.array(message.extend({ role: z.literal('assistant') })).length(1);
const facts = { model: z.string().nullable(), task: z.string().min(1) };

/** What each format's readers expect, and nothing besides. */
const schemas: Readonly<Record<FormatName, z.ZodType>> = {
  sft: z
    .object({ instruction: z.string().min(1), input: z.string(), output: z.string().min(1), ...facts })
    .strict(),
  openai: z
    .object({ messages: z.array(message).min(2) })
    .strict()
    .refine(({ messages }) => messages.at(-1)?.role === 'assistant'),
  completion: z.object({ prompt: question, completion: answer, ...facts }).strict(),
  kto: z.object({ prompt: question, completion: answer, label: z.boolean(), ...facts }).strict(),
  dpo: z
    .object({ prompt: question, chosen: answer, rejected: answer, ...facts })
    .strict()
    .refine(({ chosen, rejected }) => JSON.stringify(chosen) !== JSON.stringify(rejected)),
};

beforeAll(loadSqlite);

describe('formats', () => {
  let repo: ExportedRepository;
  beforeEach(() => {
    repo = new ExportedRepository();
    return () => {
      repo.remove();
    };
  });

  it.each(formatNames)('writes only lines that readers of %s accept', (format) => {
    repo.record(...Array.from({ length: 60 }, (_, index) => judgedRun(index)));
    repo.export({ format, validation: 0.2 });
    const lines = ['coder', 'fixer', 'judge'].flatMap((role) => [
      ...repo.lines(`${role}_${format}.jsonl`),
      ...repo.lines(`${role}_${format}_validation.jsonl`),
    ]);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(schemas[format].safeParse(line).error).toBeUndefined();
  });

  it('says who wrote it in a file beside where the format has no room', () => {
    repo.record({ task: 'a', prompt: 'first' }, { task: 'b', prompt: 'second', model: null });
    repo.export({ format: 'openai' });
    expect(repo.lines('coder_openai_facts.jsonl')).toEqual([
      { model: null, task: 'b' },
      { model: 'qwen2.5-coder:7b', task: 'a' },
    ]);
  });

  it('takes for kept or not what people said, and nothing else', () => {
    repo.record(
      { task: 'kept', verdict: 1 },
      { task: 'kept, but red', verdict: 1, reward: 0.1 },
      { task: 'rejected', verdict: 0, reward: 0.5, answer: 'all of it' },
      { task: 'in part', verdict: 0.5, evidence: [hunk('-a\n+b')] },
      { task: 'nobody looked', verdict: null },
    );
    expect(repo.export({ format: 'kto' }).leftOut).toEqual({ score: 1, unjudged: 1 });
    expect(repo.lines('coder_kto.jsonl').map(({ task, label }) => [task, label])).toEqual([
      ['in part', false],
      ['rejected', false],
      ['kept', true],
    ]);
  });

  it('pairs a rejected attempt with the kept one that followed it at the same task', () => {
    const task = 'total';
    repo.record(
      { task, verdict: 0, answer: 'one', reward: 0.4 },
      { task, verdict: 1, answer: 'two' },
      { task, verdict: 0, answer: 'three', reward: 0.4 },
      { task: 'other', verdict: 0, answer: 'alone', reward: 0.4 },
      { task: 'third', verdict: 0.5, answer: { diff: '-x\n+y' }, evidence: [hunk('-a\n+b')] },
    );
    expect(repo.export({ format: 'dpo' })).toMatchObject({ examples: 3, leftOut: { alone: 1 } });
    const said = (name: string): unknown[] =>
      repo.lines('coder_dpo.jsonl').map((line) => (line[name] as { content: string }[])[0]?.content);
    expect(said('chosen')).toEqual(['```diff\n-x\n+y\n```', 'two', 'two']);
    expect(said('rejected')).toEqual(['```diff\n-x\n+y\n```\n\n```diff\n-a\n+b\n```', 'three', 'one']);
  });
});

/** Three attempts at a task in a row: kept, rejected, kept in part. */
function judgedRun(index: number): Recorded {
  const { role, prompt, answer } = samplePair(index);
  const verdict = [1, 0, 0.5][Math.floor(index / 3) % 3] ?? null;
  return {
    role,
    prompt,
    answer,
    verdict,
    task: `task-${Math.floor(index / 9)}-${role}`,
    evidence: verdict === 0.5 ? [hunk(`-old ${index}\n+new ${index}`)] : [],
  };
}

function hunk(diff: string): object {
  return {
    kind: 'review',
    id: diff,
    path: 'a.ts',
    lines: 2,
    verdict: 'rejected',
    cause: 'person',
    reason: null,
    diff,
  };
}
