import { databaseFile, ensureAgentFolder } from '../../learning/agent-folder.js';
import { restore as putBack } from '../../learning/maintenance/restore.js';
import type { Command } from '../command.js';
import { printJson, wantsJson } from '../print-json.js';

export const restore: Command = {
  name: 'restore',
  summary: 'Put a backup in the place of the database.',
  positionals: [{ name: 'FILE', help: 'a file made by "backup", or a daily copy' }],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      source: 'the backup',
      runs: 'how many it holds',
      kept: 'where the database from before lies',
    },
  },
  details: `The backup is checked first: whole, of this or an older version, and without parts that
Learning Loop did not make. The present database is not deleted; it stays beside the new
one under another name. Close the editor windows of this repository before.`,
  run(call) {
    const source = call.positionals[0] ?? '';
    ensureAgentFolder(call.root);
    const { runs, kept } = putBack(source, databaseFile(call.root), new Date());
    if (wantsJson(call)) {
      printJson(call, { source, runs, kept });
      return;
    }
    call.print(`Restored ${source}: ${runs} ${runs === 1 ? 'run' : 'runs'}.`);
    if (kept !== undefined) call.print(`The database that was there before is ${kept}.`);
  },
};
