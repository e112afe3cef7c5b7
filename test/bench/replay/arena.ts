import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseCsv } from './csv.js';
import type { ManifestEntry, TableFile } from './manifest.js';

/** One task with what every arm really did on it. */
export interface Context {
  /** Contexts of one instance are not independent: standard errors are taken over instances. */
  readonly instance: string;
  /** A feature that is known before the run, for policies that pool by kind. */
  readonly kind: string;
  /** By arm. */
  readonly rewards: readonly number[];
  /** By arm; empty when the table has no costs. */
  readonly costs: readonly number[];
}

/** A table as policies meet it: one outcome, a pool of arms, and every context in which all of them have an outcome. */
export interface Arena {
  readonly table: string;
  readonly outcome: string;
  readonly pool: readonly string[];
  readonly contexts: readonly Context[];
  readonly hasCosts: boolean;
  /** Index of the arm with the highest mean reward: what regret is measured against. */
  readonly best: number;
  /** Index of the arm that success and cost are given relative to. */
  readonly reference: number;
}

/**
 * @param outcome the outcome's column
 * @param pool the arms; all of the table's when left out
 * @param reference the arm to compare with; the best when left out
 */
export function readArena(
  { name, path, entry }: TableFile,
  outcome: string,
  pool?: readonly string[],
  reference?: string,
): Arena {
  const rows = parseCsv(readFileSync(path, 'utf8'));
  const arms = pool ?? entry.arms ?? [...new Set(rows.map((row) => row['arm'] ?? ''))].sort();
  const costOf = costReader(entry, dirname(path));
  const cells = new Map<
    string,
    { instance: string; kind: string; row: Map<string, Record<string, string>> }
  >();
  for (const row of rows) {
    if (!arms.includes(row['arm'] ?? '') || (row[outcome] ?? '') === '') continue;
    const key = entry.key.map((column) => row[column]).join('\u0000');
    const cell = cells.get(key) ?? {
      instance: row[entry.key[0] ?? ''] ?? '',
      kind: kindOf(row, entry),
      row: new Map(),
    };
    cell.row.set(row['arm'] ?? '', row);
    cells.set(key, cell);
  }
  const contexts = [...cells.values()]
    .filter(({ row }) => row.size === arms.length)
    .map(({ instance, kind, row }): Context => {
      const each = arms.map((arm) => row.get(arm) ?? {});
      const costs = each.map(costOf);
      return {
        instance,
        kind,
        rewards: each.map((found) => Number(found[outcome])),
        costs: costs.every((cost) => cost !== null) ? costs : [],
      };
    });
  if (contexts.length === 0) throw new Error(`${path} has no context in which every arm has "${outcome}".`);
  const means = arms.map((_, arm) => meanOf(contexts, ({ rewards }) => rewards[arm]));
  const best = means.indexOf(Math.max(...means));
  const named = reference === undefined ? -1 : arms.indexOf(reference);
  return {
    table: name,
    outcome,
    pool: arms,
    contexts,
    hasCosts: contexts.every(({ costs }) => costs.length === arms.length),
    best,
    reference: named >= 0 ? named : best,
  };
}

/** The mean of something over contexts. */
export function meanOf(
  contexts: readonly Context[],
  value: (context: Context) => number | undefined,
): number {
  return contexts.reduce((sum, context) => sum + (value(context) ?? 0), 0) / contexts.length;
}

/** The first feature that is known at run time: a human's `difficulty` is not. */
function kindOf(row: Record<string, string>, { features }: ManifestEntry): string {
  const feature = features.find((each) => each !== 'difficulty');
  return feature === undefined ? '' : (row[feature] ?? '');
}

function costReader(
  { cost, arm_cost_file: file }: ManifestEntry,
  folder: string,
): (row: Record<string, string>) => number | null {
  const byArm = file === undefined ? cost : armCosts(join(folder, file));
  if (byArm === null) return () => null;
  if (typeof byArm === 'string') return (row) => (row[byArm] === '' ? null : Number(row[byArm]));
  return (row) => byArm[row['arm'] ?? ''] ?? null;
}

/** The last column of a table of costs by arm. */
function armCosts(path: string): Record<string, number> {
  const rows = parseCsv(readFileSync(path, 'utf8'));
  return Object.fromEntries(rows.map((row) => [row['arm'] ?? '', Number(Object.values(row).at(-1))]));
}
