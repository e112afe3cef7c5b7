import { relative, sep } from 'node:path';
import { eventsOfCommits } from '../../adapters/commit-trailers.js';
import { reportedRuns } from '../../adapters/reported-run.js';
import { commitLog } from '../../learning/agents/agent-commits.js';
import { reportOf } from '../../learning/agents/report-of.js';
import type { Ledger } from '../../learning/ledger.js';
import type { RunView } from '../../learning/runs/run.js';

/** A commit ends the run whose edits it has, or that ended not long before. */
const comparedRuns = 10;

/** Lets the run whose edits a commit has be of the agent that the commit names, where nobody knew of whom it is. */
export function nameByCommit(ledger: Ledger, checkout: string, commit: string): RunView | null {
  const [told] = reportedRuns(eventsOfCommits(commitLog(checkout, commit) ?? '', checkout));
  if (told === undefined) return null;
  const committed = new Set(told.paths.map((path) => relative(checkout, path).split(sep).join('/')));
  const run = ledger
    .listRuns({ limit: comparedRuns })
    .find(
      ({ author, files }) =>
        author.agent === null && author.provenance === 'guessed' && files.some((file) => committed.has(file)),
    );
  return run === undefined ? null : ledger.reportRun(run.id, reportOf(told, null));
}
