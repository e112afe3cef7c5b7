import { databaseFile } from '../../learning/agent-folder.js';
import { diagnose, type Contents, type Diagnosis } from '../../learning/maintenance/doctor.js';
import { noDatabase } from '../../learning/no-database.js';
import { UserError } from '../../learning/user-error.js';
import type { Command } from '../command.js';
import { formatBytes } from '../format-bytes.js';
import { printJson, wantsJson } from '../print-json.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the database: damage, lock, size, and what would be pruned.',
  positionals: [],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      file: 'the database',
      sizeBytes: 'its size',
      lockedBy: 'who holds its lock',
      openedBy: 'who has it open',
      problems: 'what is wrong; empty when all is well',
      contents: 'how much it holds, and what would be pruned',
    },
  },
  details: `Reads the whole database and changes nothing. Exits with 1 when something is wrong;
"salvage" and "restore" are for that.`,
  run(call) {
    const file = databaseFile(call.root);
    const diagnosis = diagnose(file, new Date());
    if (diagnosis === undefined) throw noDatabase(call.root);
    if (wantsJson(call)) printJson(call, diagnosis);
    else for (const line of lines(diagnosis)) call.print(line);
    if (diagnosis.problems.length > 0) {
      throw new UserError(
        'Something is wrong with the database. "learning-loop salvage" rescues what can be read of a damaged one, ' +
          '"learning-loop restore FILE" puts a backup in its place.',
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
