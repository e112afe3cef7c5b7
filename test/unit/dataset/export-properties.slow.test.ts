import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatNames } from '../../../src/learning/dataset/formats.js';
import { machineIdentity } from '../../../src/learning/dataset/machine-identity.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { planted } from '../../bench/scrub/planted.js';
import { samplePair } from '../../support/sample-pairs.js';
import { ExportedRepository, type Recorded } from './exported-repository.js';

const secrets = planted().filter(({ kind }) => !/^own|^git-identity/.test(kind));

const recorded = fc.record({
  index: fc.nat(300),
  secret: fc.nat(secrets.length - 1),
  reward: fc.constantFrom(0.2, 0.8, 1, null),
  verdict: fc.constantFrom(0, 0.5, 1, null),
});

beforeAll(loadSqlite);

describe('an export of any runs', () => {
  it('carries no secret, repeats no line, is the same again, and has no task and no file on both sides', () => {
    fc.assert(
      fc.property(
        fc.array(recorded, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(...formatNames),
        (all, format) => {
          const repo = new ExportedRepository();
          try {
            repo.record(...all.map(runWith));
            const contents = (): Record<string, string> => {
              repo.export({ format, validation: 0.3 });
              const names = repo.files().filter((name) => name.endsWith('.jsonl'));
              return Object.fromEntries(
                names.map((name) => [name, readFileSync(join(repo.folder, name), 'utf8')]),
              );
            };
            const first = contents();
            expect(contents()).toEqual(first);
            for (const { secret } of all)
              for (const value of secrets[secret]!.secrets)
                expect(Object.values(first).join('')).not.toContain(JSON.stringify(value).slice(1, -1));
            for (const role of ['coder', 'fixer', 'judge']) {
              const training = repo.lines(`${role}_${format}.jsonl`);
              const held = repo.lines(`${role}_${format}_validation.jsonl`);
              const texts = [...training, ...held].map((line) => JSON.stringify(line));
              expect(new Set(texts).size).toBe(texts.length);
              const tasks = new Set<unknown>(
                training.map(({ task }) => task).filter((task) => task !== undefined),
              );
              expect(held.filter(({ task }) => tasks.has(task))).toEqual([]);
            }
          } finally {
            repo.remove();
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('carries nothing of this machine and its owner', () => {
    const repo = new ExportedRepository();
    const { homeDir, repoRoot } = machineIdentity(repo.root);
    repo.record({ prompt: `cd ${homeDir}/x`, answer: `open ${repoRoot}/src/a.ts` });
    repo.export();
    const text = JSON.stringify(repo.lines('coder_sft.jsonl'));
    repo.remove();
    for (const path of [homeDir, repoRoot]) expect(text).not.toContain(path);
  });
});

function runWith({
  index,
  secret,
  reward,
  verdict,
}: {
  index: number;
  secret: number;
  reward: number | null;
  verdict: number | null;
}): Recorded {
  const { role, task, prompt, answer } = samplePair(index);
  return { role, task, reward, verdict, prompt: { ...prompt, log: secrets[secret]!.text }, answer };
}
