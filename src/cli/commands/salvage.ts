import { databaseFile } from '../../learning/agent-folder.js';
import { highestRowid } from '../../learning/maintenance/rescue-rows.js';
import type { TableRescue } from '../../learning/maintenance/rescue-tables.js';
import { salvage as rescue, type Salvaged } from '../../learning/maintenance/salvage.js';
import type { Command } from '../command.js';
import { printJson, wantsJson } from '../print-json.js';

export const salvage: Command = {
  name: 'salvage',
  summary: 'Rescue what can be read of a damaged database.',
  positionals: [],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      isDamaged: 'false where nothing was changed',
      tables: 'of each: table, rows, gaps, refused, isReadable',
      lostPages: 'pages with rows of unknown tables',
      kept: 'where the damaged database lies',
    },
  },
  details: `A damaged database is replaced by a new one with every row that can still be read, and it is
said which may be missing. The damaged one stays beside it under another name. Close the
editor windows of this repository before. A backup or a daily copy may hold more:
"restore" puts one in place.`,
  run(call) {
    const salvaged = rescue(databaseFile(call.root), new Date());
    if (wantsJson(call)) printJson(call, asFields(salvaged));
    else for (const line of lines(salvaged)) call.print(line);
  },
};

function asFields(salvaged: Salvaged | undefined): object {
  if (salvaged === undefined) return { isDamaged: false, tables: [], lostPages: 0, kept: null };
  return { isDamaged: true, ...salvaged };
}

function lines(salvaged: Salvaged | undefined): string[] {
  if (salvaged === undefined) return ['The database is not damaged; nothing was changed.'];
  const { tables, lostPages, kept } = salvaged;
  return [
    ...tables.map(({ table, rows }) => `rescued   ${rows} rows of ${table}`),
    ...tables.flatMap(lossLines),
    ...(lostPages === 0 ? [] : [`lost      the rows of ${lostPages} pages, of unknown tables`]),
    `The damaged database is ${kept}.`,
  ];
}

function lossLines({ table, gaps, refused, isReadable }: TableRescue): string[] {
  return [
    ...gaps.map(
      ({ from, to }) =>
        `missing   ${table}: perhaps rows ${from} ${to === highestRowid ? 'and up' : `to ${to}`}`,
    ),
    ...(refused === 0 ? [] : [`lost      ${refused} rows of ${table} that made no sense any more`]),
    ...(isReadable ? [] : [`lost      all of ${table}`]),
  ];
}
