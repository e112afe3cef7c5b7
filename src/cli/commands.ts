import type { Command, CommandGroup } from './command.js';
import { backfill } from './commands/backfill.js';
import { backup } from './commands/backup.js';
import { completion } from './commands/completion.js';
import { docs } from './commands/docs.js';
import { doctor } from './commands/doctor.js';
import { explain } from './commands/explain.js';
import { hook } from './commands/hook.js';
import { mcp } from './commands/mcp.js';
import { measured } from './commands/measured.js';
import { parse } from './commands/parse.js';
import { query } from './commands/query.js';
import { restore } from './commands/restore.js';
import { run } from './commands/run.js';
import { runs } from './commands/runs.js';
import { salvage } from './commands/salvage.js';
import { standings } from './commands/standings.js';
import { stats } from './commands/stats.js';
import { tune } from './commands/tune.js';
import { unlock } from './commands/unlock.js';

const declared: readonly CommandGroup[] = [
  { title: 'What happened, and what works', commands: [runs, explain, stats, standings, measured, query] },
  { title: 'Doing something', commands: [run, docs, tune, parse] },
  { title: 'For agents', commands: [mcp, hook, backfill] },
  { title: 'Looking after the database', commands: [doctor, backup, restore, salvage, unlock] },
];

/** Every command, as help lists them. */
export const commandGroups: readonly CommandGroup[] = [
  ...declared,
  { title: 'The command itself', commands: [completion(declared.flatMap(({ commands: own }) => own))] },
];

export const commands: readonly Command[] = commandGroups.flatMap(({ commands: own }) => own);
