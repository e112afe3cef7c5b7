import type { NotCredited } from '../../evidence/evidence.js';
import type { ExplainedPart, PartName } from './explanation.js';
import type { Origin } from './seen.js';

/** The time of day of a moment (UTC, ISO 8601) where the reader is, e.g. `14:03`. */
export type TimeOf = (at: string) => string;

export const partNames: Readonly<Record<PartName, string>> = {
  compile: 'Build',
  tests: 'Tests',
  errors: 'Errors',
  coverage: 'Coverage',
  verdict: 'Verdict',
};

const sources: Readonly<Record<Origin['source'], string>> = {
  task: 'task',
  terminal: 'terminal',
  matcher: 'problem matcher',
  report: 'report file',
  testing: 'Testing view',
  agent: 'as the agent told',
  diagnostics: 'problems shown in the editor',
  caller: 'reported by the program that recorded it',
  person: 'your word on the run',
  edits: 'the edits',
};

const notCredited: Readonly<Record<NotCredited, string>> = {
  cancelled: 'cancelled',
  elsewhere: 'ran in another folder',
  overlap: 'a run in another window overlaps',
};

/** ``18/20 from `npm test`, terminal, 14:03``, or for a verdict when it was given. */
export function partInWords({ part, words, origins, assumed }: ExplainedPart, timeOf: TimeOf): string {
  if (assumed !== null) return `${words}: ${assumed}`;
  if (part === 'verdict') {
    return [words, ...origins.map(({ at }) => (at === null ? '' : timeOf(at)))].filter(Boolean).join(', ');
  }
  const from = origins.map((origin) => originInWords(origin, timeOf)).join(' and ');
  return from === '' ? words : `${words} from ${from}`;
}

/** `` `npm test`, terminal, 14:03 `` */
export function originInWords({ label, source, at }: Origin, timeOf: TimeOf): string {
  const parts = [
    label === null || label === '' ? '' : `\`${label}\``,
    sources[source],
    at === null ? '' : timeOf(at),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Why a result counts for nothing. */
export function notCreditedInWords(why: NotCredited): string {
  return notCredited[why];
}
