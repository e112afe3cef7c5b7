import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readArena, type Arena } from './replay/arena.js';
import { arenasOf } from './replay/arenas.js';
import { barsOf, type Bar } from './replay/bars.js';
import { rowsOf } from './replay/experiments.js';
import { tablesIn, type TableFile } from './replay/manifest.js';
import type { Row } from './replay/row.js';

const usage =
  'usage: npm run bench -- replay --data DIR [--priors DIR] [--table NAME] [--shuffles 200] [--json]\n' +
  'DIR has tables of real outcomes and a manifest.json that describes them.';

/**
 * Replays tables in which every arm's outcome is known for every task: contexts come in random order, a policy sees one at
 * a time, and learns only what the arm it picked did. Without --priors, starting guesses come from one random half of
 * the instances, and the other half is played.
 */
export function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      priors: { type: 'string' },
      table: { type: 'string' },
      shuffles: { type: 'string', default: '200' },
      json: { type: 'boolean', default: false },
    },
  });
  const shuffles = Number(values.shuffles);
  if (values.data === undefined || !Number.isInteger(shuffles) || shuffles < 1) {
    console.error(usage);
    return Promise.resolve(2);
  }
  const tables = tablesIn(resolve(values.data));
  const priors = values.priors === undefined ? undefined : tablesIn(resolve(values.priors));
  const wanted = tables.filter(({ name }) => values.table === undefined || name === values.table);
  if (wanted.length === 0) {
    console.error(
      `There is no table ${values.table ?? ''}. There are: ${tables.map(({ name }) => name).join(', ')}`,
    );
    return Promise.resolve(2);
  }
  const rows: Row[] = [];
  for (const table of wanted) {
    for (const arena of arenasOf(table)) {
      if (!values.json) console.log(titleOf(arena));
      for (const row of rowsOf(arena, guessesFor(arena, priors), shuffles)) {
        rows.push(row);
        console.log(values.json ? JSON.stringify(row) : lineOf(row));
      }
    }
  }
  const bars = barsOf(rows);
  if (!values.json) for (const bar of bars) console.log(sentenceOf(bar));
  return Promise.resolve(bars.some(({ met }) => met === 'MISSED') ? 1 : 0);
}

function guessesFor(arena: Arena, priors: readonly TableFile[] | undefined): Arena | 'halves' {
  if (priors === undefined) return 'halves';
  const table = priors.find(({ name }) => name === arena.table);
  if (table === undefined) throw new Error(`--priors has no table ${arena.table}.`);
  return readArena(table, arena.outcome, arena.pool);
}

function titleOf({ table, outcome, pool, contexts, reference }: Arena): string {
  return `\n${table}, ${outcome}: ${contexts.length} contexts, ${pool.length} arms, compared with ${pool[reference] ?? ''}`;
}

function lineOf(row: Row): string {
  const percent = (share: number | null): string => (share === null ? '' : `${(share * 100).toFixed(1)} %`);
  const cells: [string, number][] = [
    [row.default ? '*' : '', 2],
    [row.mode, 11],
    [row.falseAccept === null ? '' : `${row.falseAccept * 100} %`, 5],
    [row.policy, 28],
    [`success ${percent(row.successOfBest)} ± ${percent(row.successSe)}`, 26],
    [row.costOfBest === null ? '' : `cost ${percent(row.costOfBest)} ± ${percent(row.costSe)}`, 24],
    [`regret ${(row.regretMean ?? 0).toFixed(1)} (${(row.regretP90 ?? 0).toFixed(0)})`, 18],
    [row.pullsTo95 === null ? '' : `95 % after ${row.pullsTo95}`, 16],
    [row.declaredWinnerShare === null ? '' : `winner in ${percent(row.declaredWinnerShare)}`, 18],
    [row.notEnoughEvidenceShare === null ? '' : `too early in ${percent(row.notEnoughEvidenceShare)}`, 22],
    [row.maxOverrunCalls === null ? '' : `overrun ${row.maxOverrunCalls.toFixed(2)} calls`, 0],
  ];
  return cells
    .map(([text, width]) => text.padEnd(width))
    .join('')
    .trimEnd();
}

function sentenceOf({ bar, measured, met }: Bar): string {
  return `${met === 'holds' ? 'holds ' : met} ${bar}${measured === '' ? '' : `: ${measured}`}`;
}
