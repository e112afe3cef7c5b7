import { databaseFile } from '../../learning/agent-folder.js';
import { diagnose, type Contents, type Diagnosis } from '../../learning/maintenance/doctor.js';
import { highestRowid } from '../../learning/maintenance/rescue-rows.js';
import type { TableRescue } from '../../learning/maintenance/rescue-tables.js';
import { salvage, type Salvaged } from '../../learning/maintenance/salvage.js';
import { UserError } from '../../learning/user-error.js';
import type { Command } from '../command.js';
import { formatBytes } from '../format-bytes.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the database: damage, lock, size, and what would be pruned.',
  positionals: [],
  options: {
    json: { type: 'boolean', help: 'print JSON' },
    salvage: { type: 'boolean', help: 'rescue what can be read of a damaged database into a new one' },
  },
  details: `Reads the whole database and changes nothing. Exits with 1 when something is wrong.

With --salvage a damaged database is replaced by a new one with every row that can still be
read, and it is said which may be missing. The damaged one stays beside it under another
name. Close the editor windows of this repository before. A backup or a daily copy may hold
more: "learning-loop restore FILE" puts one in place.`,
  run(call) {
    const file = databaseFile(call.root);
    if (call.values['salvage'] === true) {
      for (const line of salvageLines(salvage(file, new Date()))) call.print(line);
      return;
    }
    const diagnosis = diagnose(file, new Date());
    if (diagnosis === undefined) {
      throw new UserError(`There is no experience database at ${file} yet. Start a run to make one.`);
    }
    if (call.values['json'] === true) call.print(JSON.stringify(diagnosis, null, 2));
    else for (const line of lines(diagnosis)) call.print(line);
    if (diagnosis.problems.length > 0) {
      throw new UserError(
        'Something is wrong with the database. See "learning-loop doctor --help" for what can be done.',
      );
    }
  },
};

function lines({ file, sizeBytes, lockedBy, openedBy, problems, contents }: Diagnosis): string[] {
  return [
    `database  ${file}, ${formatBytes(sizeBytes)}`,
    `lock      ${lockedBy === undefined ? 'free' : `held by ${lockedBy.who} (${lockedBy.liveness})`}`,
    ...openedBy.map(({ who, liveness }) => `open in   ${who} (${liveness})`),
    ...(contents === undefined ? [] : contentLines(contents)),
    ...(problems.length === 0
      ? ['health    no damage found']
      : problems.map((problem) => `problem   ${problem}`)),
  ];
}

function contentLines(contents: Contents): string[] {
  const { prunable, freePages, pageSizeBytes } = contents;
  const prune = [
    prunable.pages > 0 ? `${prunable.pages} old web pages` : '',
    prunable.pairs > 0 ? `${prunable.pairs} old pairs` : '',
    prunable.bytesAboveLimit > 0 ? `${formatBytes(prunable.bytesAboveLimit)} of texts above the limit` : '',
  ].filter((part) => part !== '');
  return [
    `holds     ${contents.runs} runs, ${contents.pairs} pairs, ${contents.webPages} web pages (schema ${contents.schemaVersion})`,
    `free      ${formatBytes(freePages * pageSizeBytes)} inside the file`,
    `prunable  ${prune.length === 0 ? 'nothing' : prune.join(', ')}`,
  ];
}

function salvageLines(salvaged: Salvaged | undefined): string[] {
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
