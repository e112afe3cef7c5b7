import { databaseFile } from '../../learning/agent-folder.js';
import { diagnose, type Contents, type Diagnosis } from '../../learning/maintenance/doctor.js';
import { UserError } from '../../learning/user-error.js';
import type { Command } from '../command.js';
import { formatBytes } from '../format-bytes.js';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the database: damage, lock, size, and what would be pruned.',
  positionals: [],
  options: {
    json: { type: 'boolean', help: 'print JSON' },
  },
  details: `Reads the whole database and changes nothing. Exits with 1 when something is wrong;
"salvage" and "restore" are for that.`,
  run(call) {
    const file = databaseFile(call.root);
    const diagnosis = diagnose(file, new Date());
    if (diagnosis === undefined) {
      throw new UserError(`There is no experience database at ${file} yet. Start a run to make one.`);
    }
    if (call.values['json'] === true) call.print(JSON.stringify(diagnosis, null, 2));
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
