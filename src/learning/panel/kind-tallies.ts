import type { Chooser, Tally } from '../choice/arm.js';
import { emptyRecord, tallyNow } from '../choice/tally-now.js';
import type { Complexity, Role } from '../runs/run.js';
import type { Connection, Row } from '../sqlite/connection.js';

/** A kind of task: what was to be done, or how hard it was. */
export type TaskKind = Role | Complexity;

interface TallyRow extends Row {
  readonly arm: string;
  readonly version: string;
  readonly trials: number;
  readonly wins: number;
}

/** What an arm did in one kind of task. */
export interface KindTallies {
  /** All of its runs, whatever it was then. */
  readonly all: Tally;
  /** What they count for what it is today. */
  readonly now: Tally;
}

const roles: readonly Role[] = ['coder', 'fixer', 'judge'];
const complexities: readonly Complexity[] = ['easy', 'medium', 'hard'];

/** The kinds of tasks of which there are scored runs. */
export function knownKinds(connection: Connection): TaskKind[] {
  const rows = connection.all<{ kind: string }>(
    `SELECT kind FROM role_tallies GROUP BY kind HAVING sum(trials) > 0
     UNION SELECT kind FROM version_tallies GROUP BY kind HAVING sum(trials) > 0`,
  );
  return [...roles, ...complexities].filter((kind) => rows.some((row) => row.kind === kind));
}

/** The tallies of one kind of task, by arm; an arm without a run of that kind is missing. */
export function kindTallies(
  connection: Connection,
  chooser: Chooser,
  kind: TaskKind,
  arms: readonly { readonly id: string; readonly version: string }[],
): ReadonlyMap<string, KindTallies> {
  const rows = connection.all<TallyRow>(
    `SELECT arm, arm_version AS version, trials, wins FROM ${roles.some((role) => role === kind) ? 'role_tallies' : 'version_tallies'}
     WHERE chooser = ? AND kind = ?`,
    [chooser, kind],
  );
  return new Map(
    arms.flatMap(({ id, version }) => {
      const own = rows.filter(({ arm }) => arm === id);
      const present = sumOf(own.filter((row) => row.version === version));
      const former = sumOf(own.filter((row) => row.version !== version));
      const all = sumOf(own);
      return all.trials > 0 ? [[id, { all, now: tallyNow({ ...emptyRecord, present, former }) }]] : [];
    }),
  );
}

function sumOf(rows: readonly TallyRow[]): Tally {
  return {
    trials: rows.reduce((sum, { trials }) => sum + trials, 0),
    wins: rows.reduce((sum, { wins }) => sum + wins, 0),
  };
}
