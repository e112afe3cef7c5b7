import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The rows of a query by the `sqlite3` program, which knows nothing of us. */
export function query<T>(folder: string, sql: string, row: z.ZodType<T>): T[] {
  const output = execFileSync('sqlite3', ['-json', join(folder, '.agent', 'experience.db'), sql], {
    encoding: 'utf8',
  });
  return z.array(row).parse(output === '' ? [] : JSON.parse(output));
}

const variants = z.array(z.object({ id: z.string(), wins: z.number(), trials: z.number() }));
export type Tallies = Readonly<Record<string, { readonly wins: number; readonly trials: number }>>;

/** Counts in one of the variants files, by id. */
export function talliesIn(folder: string, file: 'prompt_variants' | 'model_variants'): Tallies {
  const text = readFileSync(join(folder, '.agent', `${file}.json`), 'utf8');
  const found = variants.parse(JSON.parse(text));
  return Object.fromEntries(found.map(({ id, wins, trials }) => [id, { wins, trials }]));
}
