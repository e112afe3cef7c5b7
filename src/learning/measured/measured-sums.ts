import type { Connection, Row } from '../sqlite/connection.js';
import type { Measured, MeasuredGroup } from './expected-and-measured.js';

interface GroupRow extends Row {
  readonly model: string;
  readonly prompt: string;
  readonly scored: number;
  readonly rewardSum: number;
  readonly priced: number;
  readonly usd: number;
  readonly usdSquares: number;
  readonly built: number;
  readonly compiled: number;
  readonly linted: number;
  readonly clean: number;
}

/** All finished runs as they settled last, from sums that triggers keep. */
export function measuredSums(connection: Connection): Measured {
  const rows = connection.all<GroupRow>(
    `SELECT model, prompt, sum(scored) AS scored, sum(reward_sum) AS rewardSum, sum(priced) AS priced, sum(usd) AS usd,
       sum(usd_squares) AS usdSquares, sum(built) AS built, sum(compiled) AS compiled, sum(linted) AS linted, sum(clean) AS clean
     FROM week_sums GROUP BY model, prompt HAVING sum(runs) > 0`,
  );
  const tasks = connection.get<{ count: number; sum: number; squares: number }>(
    'SELECT count(*) AS count, ifnull(sum(runs), 0) AS sum, ifnull(sum(runs * runs), 0) AS squares FROM task_runs WHERE runs > 0',
  );
  return { groups: rows.map(groupOf), runsPerTask: tasks ?? { count: 0, sum: 0, squares: 0 } };
}

function groupOf(row: GroupRow): MeasuredGroup {
  return {
    modelName: row.model === '' ? null : row.model,
    promptId: row.prompt === '' ? null : row.prompt,
    rewards: { count: row.scored, sum: row.rewardSum },
    compiles: { count: row.built, sum: row.compiled },
    clean: { count: row.linted, sum: row.clean },
    costsUsd: { count: row.priced, sum: row.usd, squares: row.usdSquares },
  };
}
