import type { Connection } from '../sqlite/connection.js';
import {
  attemptPreference,
  editedPreference,
  goodExamples,
  judgedExamples,
  verdictExample,
} from './examples-of.js';
import { completionLine, dpoLine, ktoLine, openAiLine, sftLine, type FormatName } from './formats.js';
import { reasonAgainst, type LeftOut, type Wanted } from './learnable.js';
import { recordedAttempt, type RecordedAttempt } from './recorded-attempts.js';
import type { Example } from './sft-example.js';

/** An example and the line it becomes, before it is scrubbed. */
export interface Draft {
  readonly example: Example;
  readonly line: Readonly<Record<string, unknown>>;
  /** What tells two examples apart. */
  readonly identity: string;
}

export type LeaveOut = (reason: LeftOut) => void;

/** What attempts, newest first, have to teach in a format; what is left out is told with its reason. */
export function draftsOf(
  format: FormatName,
  attempts: Iterable<RecordedAttempt>,
  wanted: Wanted,
  connection: Connection,
  leaveOut: LeaveOut,
): Generator<Draft> {
  switch (format) {
    case 'sft':
      return answersOf(attempts, wanted, sftLine, leaveOut);
    case 'openai':
      return answersOf(attempts, wanted, openAiLine, leaveOut);
    case 'completion':
      return answersOf(attempts, wanted, completionLine, leaveOut);
    case 'kto':
      return judgementsOf(attempts, wanted, leaveOut);
    case 'dpo':
      return preferencesOf(attempts, wanted, connection, leaveOut);
  }
}

function* answersOf(
  attempts: Iterable<RecordedAttempt>,
  wanted: Wanted,
  lineOf: (example: Example) => Draft['line'],
  leaveOut: LeaveOut,
): Generator<Draft> {
  for (const attempt of attempts) {
    const reason = reasonAgainst(attempt, wanted);
    const good = reason === undefined ? goodExamples(attempt) : [];
    if (reason !== undefined) leaveOut(reason);
    if (good === undefined) leaveOut('unreadable');
    const verdict = attempt.weakens ? undefined : verdictExample(attempt);
    for (const example of [...(good ?? []), ...(verdict === undefined ? [] : [verdict])])
      yield { example, line: lineOf(example), identity: `${example.input}\n${example.output}` };
  }
}

function* judgementsOf(
  attempts: Iterable<RecordedAttempt>,
  wanted: Wanted,
  leaveOut: LeaveOut,
): Generator<Draft> {
  for (const attempt of attempts) {
    const reason = reasonAgainst(attempt, wanted);
    const judged = judgedExamples(attempt, reason === undefined);
    if (judged === undefined) leaveOut('unreadable');
    else if (judged.length === 0) leaveOut(reason ?? 'unjudged');
    for (const example of judged ?? [])
      yield {
        example,
        line: ktoLine(example),
        identity: `${example.isKept}\n${example.input}\n${example.output}`,
      };
  }
}

/**
 * Each rejected attempt beside the kept one that followed it most closely at the same task, else the next before it; and each
 * partly kept one beside what was kept of it. Texts of attempts that wait for their partner stay in the database.
 */
function* preferencesOf(
  attempts: Iterable<RecordedAttempt>,
  wanted: Wanted,
  connection: Connection,
  leaveOut: LeaveOut,
): Generator<Draft> {
  const keptAt = new Map<string, number>();
  const waitingAt = new Map<string, number[]>();
  for (const attempt of attempts) {
    const key = `${attempt.role}\0${attempt.task}`;
    const isGood = reasonAgainst(attempt, wanted) === undefined;
    const edited = isGood ? editedPreference(attempt) : undefined;
    if (edited !== undefined) yield preferenceDraft(edited);
    if (isGood && attempt.verdict === 1) {
      keptAt.set(key, attempt.pairId);
      for (const pairId of waitingAt.get(key) ?? [])
        yield* pairUp(attempt, recordedAttempt(connection, pairId));
      waitingAt.delete(key);
    } else if (attempt.verdict === 0) {
      const kept = keptAt.get(key);
      if (kept === undefined) waitingAt.set(key, [...(waitingAt.get(key) ?? []), attempt.pairId]);
      else yield* pairUp(recordedAttempt(connection, kept), attempt);
    } else if (edited === undefined) leaveOut('unjudged');
  }
  for (const waiting of waitingAt.values())
    waiting.forEach(() => {
      leaveOut('alone');
    });
}

function* pairUp(kept: RecordedAttempt | undefined, rejected: RecordedAttempt | undefined): Generator<Draft> {
  const preference = kept && rejected && attemptPreference(kept, rejected);
  if (preference !== undefined) yield preferenceDraft(preference);
}

function preferenceDraft(preference: Parameters<typeof dpoLine>[0]): Draft {
  const { input, output, rejected } = preference;
  return { example: preference, line: dpoLine(preference), identity: `${input}\n${output}\n${rejected}` };
}
