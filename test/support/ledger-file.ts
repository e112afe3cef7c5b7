import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const attempts = 20;

/**
 * The rows of a query by the `sqlite3` program, which knows nothing of us: within the milliseconds of a commit it may see a
 * half-written file, and is asked again.
 */
export function query<T>(folder: string, sql: string, row: z.ZodType<T>): T[] {
  const file = join(folder, '.agent', 'experience.db');
  for (let attempt = 1; ; attempt += 1) {
    const { status, stdout, stderr } = spawnSync('sqlite3', ['-json', file, sql], { encoding: 'utf8' });
    if (status === 0) return z.array(row).parse(stdout === '' ? [] : JSON.parse(stdout));
    if (attempt === attempts || !stderr.includes('malformed')) throw new Error(stderr);
  }
}

const variants = z.array(z.object({ id: z.string(), wins: z.number(), trials: z.number() }));
export type Tallies = Readonly<Record<string, { readonly wins: number; readonly trials: number }>>;

/** Counts in one of the variants files, by id. */
export function talliesIn(folder: string, file: 'prompt_variants' | 'model_variants'): Tallies {
  const text = readFileSync(join(folder, '.agent', `${file}.json`), 'utf8');
  const found = variants.parse(JSON.parse(text));
  return Object.fromEntries(found.map(({ id, wins, trials }) => [id, { wins, trials }]));
}
