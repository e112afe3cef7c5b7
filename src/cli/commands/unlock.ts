import { databaseFile } from '../../learning/agent-folder.js';
import { unlock as removeLock } from '../../learning/maintenance/unlock.js';
import type { Command } from '../command.js';
import { printJson, wantsJson } from '../print-json.js';

export const unlock: Command = {
  name: 'unlock',
  summary: 'Remove a lock that was left behind.',
  positionals: [],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      removed: 'whose lock was removed',
    },
  },
  details: `Locks of programs that are provably gone are removed without this command. It is for what
cannot be proven: a lock of another computer or container. Make sure that nothing uses the
database there. The lock of a program that is provably running is never removed.`,
  run(call) {
    const removed = removeLock(databaseFile(call.root));
    if (wantsJson(call)) {
      printJson(call, { removed });
      return;
    }
    if (removed.length === 0) call.print('There is no lock to remove.');
    for (const who of removed) call.print(`Removed what ${who} left behind.`);
  },
};
