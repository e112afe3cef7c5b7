import type { Chooser } from '../choice/arm.js';
import type { Connection, Row } from '../sqlite/connection.js';
import { fromSqlUtc } from '../utc.js';

/** What an arm was for some time, with its runs then. */
export interface ArmVersion {
  readonly version: string;
  readonly trials: number;
  readonly wins: number;
  /** UTC, ISO 8601: its first and its last pull. */
  readonly since: string;
  readonly until: string;
}

/** Every version of an arm that was pulled, newest first. */
export function versionsOf(connection: Connection, chooser: Chooser, arm: string): ArmVersion[] {
  return connection
    .all<Row & ArmVersion>(
      `SELECT arm_version AS version, sum(trials) AS trials, sum(wins) AS wins, min(ts) AS since, max(ts) AS until
       FROM pulls WHERE chooser = ? AND arm = ? AND cause <> 'forgotten' GROUP BY arm_version ORDER BY max(id) DESC`,
      [chooser, arm],
    )
    .map((row) => ({ ...row, since: fromSqlUtc(row.since), until: fromSqlUtc(row.until) }));
}
