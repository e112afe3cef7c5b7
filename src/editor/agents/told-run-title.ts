import type { ReportedRun } from '../../adapters/reported-run.js';
import { localTime } from '../../learning/local-time.js';
import { shortened } from '../runs/run-words.js';

const longest = 100;

/** What a run is called by what its agent told: the beginning of the prompt, else the agent with the time of day. */
export function titleOfTold({ agent, prompt, startedAt }: ReportedRun): string {
  const line = prompt?.split('\n').find((each) => each.trim() !== '');
  return line === undefined ? `${agent}, ${localTime(startedAt)}` : shortened(line, longest);
}
