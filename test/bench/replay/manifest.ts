import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const entry = z.object({
  kind: z.string().default(''),
  /** The columns that together make one context. */
  key: z.array(z.string()).min(1),
  outcome: z.string(),
  /** A column, or a cost for each arm, or none. */
  cost: z.union([z.string(), z.record(z.string(), z.number()), z.null()]).default(null),
  /** A table of costs by arm, beside this one. */
  arm_cost_file: z.string().optional(),
  features: z.array(z.string()).default([]),
  arms: z.array(z.string()).optional(),
});

export type ManifestEntry = z.infer<typeof entry>;

/** One table of a folder: its file, and its name without the half's ending. */
export interface TableFile {
  readonly name: string;
  readonly path: string;
  readonly entry: ManifestEntry;
}

/**
 * The tables that a folder's `manifest.json` names and that are there.
 * @throws {Error} that says what is missing or wrong
 */
export function tablesIn(folder: string): TableFile[] {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new Error(`${path} is missing: --data and --priors want a folder with one.`);
  const parsed = z.record(z.string(), entry).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not a manifest: ${z.prettifyError(parsed.error)}`);
  const files = Object.keys(parsed.data);
  const ending = sharedEnding(files);
  return Object.entries(parsed.data)
    .map(([file, entry]) => ({
      name: file.slice(0, file.length - ending.length),
      path: join(folder, file),
      entry,
    }))
    .filter(({ path }) => existsSync(path));
}

/** What every file's name ends with from the last underscore on, e.g. `_dev.csv`; else just `.csv`. */
function sharedEnding(files: readonly string[]): string {
  const endings = new Set(files.map((file) => /_[^_]*\.csv$/.exec(file)?.[0] ?? '.csv'));
  const [only] = endings;
  return endings.size === 1 && only !== undefined ? only : '.csv';
}
