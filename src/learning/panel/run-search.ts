import type { Evidence } from '../../evidence/evidence.js';
import { selectFacts, type RunFacts } from '../runs/run-rows.js';
import type { Connection } from '../sqlite/connection.js';

/** Which runs are wanted; null and '' take all. */
export interface RunFilter {
  /** A part of the goal or of the task's name. */
  readonly text: string;
  readonly agent: string | null;
  readonly model: string | null;
  readonly outcome: RunOutcome | null;
  /** Runs that used this option. */
  readonly option: { readonly chooser: 'prompt' | 'model' | 'context'; readonly arm: string } | null;
}

/** How a run came out: `worked` and `failed` by its score, 0.75 and more, and below 0.5. */
type RunOutcome = 'worked' | 'partly' | 'failed' | 'not checked' | 'open' | 'discarded';

const workedFrom = 0.75;
const failedBelow = 0.5;

const outcomes: Readonly<Record<RunOutcome, string>> = {
  worked: `status = 'finished' AND reward >= ${workedFrom}`,
  partly: `status = 'finished' AND reward < ${workedFrom} AND reward >= ${failedBelow}`,
  failed: `status = 'finished' AND reward < ${failedBelow}`,
  'not checked': `status = 'finished' AND reward IS NULL`,
  open: `status = 'open'`,
  discarded: `status = 'discarded'`,
};

const columns = { prompt: 'prompt_id', model: 'model_name', context: 'context_id' } as const;

/** The newest runs that a filter takes, at most `limit`, newest first. */
export function searchRuns(connection: Connection, filter: RunFilter, limit: number): RunFacts[] {
  const { text, agent, model, outcome, option } = filter;
  const conditions: [string, readonly string[]][] = [
    ...(text === '' ? [] : [textCondition(text)]),
    ...(agent === null ? [] : [of('agent = ?', agent)]),
    ...(model === null ? [] : [of('run_facts.model_name = ?', model)]),
    ...(outcome === null ? [] : [of(outcomes[outcome])]),
    ...(option === null ? [] : [of(`run_facts.${columns[option.chooser]} = ?`, option.arm)]),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  return connection.all<RunFacts>(
    `${selectFacts} ${where} ORDER BY started_at DESC, run_facts.rowid DESC LIMIT ?`,
    [...conditions.flatMap(([, params]) => params), limit],
  );
}

/** The evidence of several runs with one query, by run, in the order it came. */
export function evidenceByRun(
  connection: Connection,
  ids: readonly string[],
): ReadonlyMap<string, Evidence[]> {
  const rows = connection.all<{ run: string; payload: string }>(
    'SELECT run, payload FROM evidence WHERE run IN (SELECT value FROM json_each(?)) ORDER BY id',
    [JSON.stringify(ids)],
  );
  const byRun = new Map(ids.map((id): [string, Evidence[]] => [id, []]));
  for (const { run, payload } of rows) byRun.get(run)?.push(JSON.parse(payload) as Evidence);
  return byRun;
}

function of(sql: string, ...params: string[]): [string, readonly string[]] {
  return [sql, params];
}

function textCondition(text: string): [string, readonly string[]] {
  return of(`instr(lower(ifnull(goal, '') || char(10) || run_facts.task_slug), lower(?)) > 0`, text);
}
