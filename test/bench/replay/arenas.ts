import { readArena, type Arena } from './arena.js';
import type { TableFile } from './manifest.js';

const reference = 'claude-opus-4-5-20251101';
const three = ['gpt-5-nano', 'gpt-5-mini', reference];
const six = ['gpt-5-nano', 'gpt-5-mini', 'deepseek-v3.2-reasoner', 'gpt-5', 'sonnet-4-5-20250929', reference];

/** The arenas of a table: its outcomes, and for the table of models the pools that the bars name. */
export function arenasOf(table: TableFile): Arena[] {
  const { entry, name } = table;
  const all = entry.arms ?? [];
  const pools = six.every((arm) => all.includes(arm)) ? [undefined, six, three] : [undefined];
  return outcomesOf(name, entry.outcome).flatMap((outcome) =>
    pools.map((pool) => readArena(table, outcome, pool, reference)),
  );
}

function outcomesOf(name: string, outcome: string): string[] {
  return name === 'b1_swebenchlive_scaffold' ? ['success', 'patch_applied'] : [outcome];
}
