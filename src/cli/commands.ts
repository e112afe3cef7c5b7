import type { Command } from './command.js';
import { backup } from './commands/backup.js';
import { doctor } from './commands/doctor.js';
import { query } from './commands/query.js';
import { restore } from './commands/restore.js';
import { runs } from './commands/runs.js';
import { salvage } from './commands/salvage.js';
import { stats } from './commands/stats.js';
import { unlock } from './commands/unlock.js';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [runs, stats, query, doctor, backup, restore, salvage, unlock];
