import { checksInWords, repairedInWords } from './checks-in-words.js';
import type { RecordedAttempt, StoredEvidence } from './recorded-attempts.js';
import { filesIn, textOf } from './recorded-text.js';
import type { Example, JudgedExample, Preference } from './sft-example.js';
import { percent } from '../share-in-words.js';

/**
 * What can be learned from an attempt that is worth it: its own pair, and a patch for a fixer where it began with red
 * checks that ended green. Undefined when its texts cannot be read.
 */
export function goodExamples(attempt: RecordedAttempt): Example[] | undefined {
  const texts = textsOf(attempt);
  if (texts === undefined || texts.output.trim() === '') return undefined;
  const own: Example = { ...texts, role: attempt.role, model: attempt.model, task: attempt.task };
  const repaired = attempt.role === 'coder' ? repairedInWords(attempt.evidence) : '';
  if (repaired === '') return [own];
  return [own, { ...own, role: 'fixer', input: `# diagnostics\n\n${repaired}\n\n${own.input}` }];
}

/** A verdict to learn from: the change as it was made, and what a person said of it. Undefined without one. */
export function verdictExample(attempt: RecordedAttempt): Example | undefined {
  const { verdict, role } = attempt;
  const texts = textsOf(attempt);
  if (verdict === null || role === 'judge' || texts === undefined) return undefined;
  const change = [texts.output, ...rejectedDiffs(attempt)].filter((text) => text.trim() !== '').join('\n\n');
  if (change === '') return undefined;
  const checks = checksInWords(attempt.evidence);
  const sections = [
    texts.input,
    `# change\n\n${change}`,
    ...(checks === '' ? [] : [`# checks\n\n${checks}`]),
  ];
  return {
    ...texts,
    role: 'judge',
    model: attempt.model,
    task: attempt.task,
    input: sections.join('\n\n'),
    output: verdictInWords(verdict, reasonsIn(attempt.evidence)),
  };
}

/** What people said of an attempt: kept as a whole, and the parts they rejected. */
export function judgedExamples(attempt: RecordedAttempt, isGood: boolean): JudgedExample[] | undefined {
  const texts = textsOf(attempt);
  if (texts === undefined) return undefined;
  const own = { ...texts, role: attempt.role, model: attempt.model, task: attempt.task };
  const judged: JudgedExample[] = [];
  if (isGood && attempt.verdict === 1) judged.push({ ...own, isKept: true });
  const rejected = rejectedText(attempt, texts.output);
  if (rejected !== undefined) judged.push({ ...own, output: rejected, isKept: false });
  return judged.filter(({ output }) => output.trim() !== '');
}

/** What was kept of an attempt against all of it; undefined where nothing or everything was kept. */
export function editedPreference(attempt: RecordedAttempt): Preference | undefined {
  const rejected = rejectedDiffs(attempt);
  const texts = textsOf(attempt);
  const { verdict } = attempt;
  if (texts === undefined || verdict === null || verdict === 0 || rejected.length === 0) return undefined;
  return preference(attempt, texts, [texts.output, ...rejected].join('\n\n'));
}

/** A kept attempt against a rejected one at the same task; undefined where they do not differ. */
export function attemptPreference(kept: RecordedAttempt, rejected: RecordedAttempt): Preference | undefined {
  const [better, worse] = [textsOf(kept), textsOf(rejected)];
  const text = worse && rejectedText(rejected, worse.output);
  return better === undefined || text === undefined ? undefined : preference(kept, better, text);
}

interface Texts {
  readonly input: string;
  readonly output: string;
  readonly files: readonly string[];
}

function preference(attempt: RecordedAttempt, texts: Texts, rejected: string): Preference | undefined {
  if (rejected === texts.output || rejected.trim() === '' || texts.output.trim() === '') return undefined;
  return { ...texts, role: attempt.role, model: attempt.model, task: attempt.task, rejected };
}

function textsOf({ promptJson, outputJson, evidence }: RecordedAttempt): Texts | undefined {
  try {
    const prompt: unknown = JSON.parse(promptJson);
    const answer: unknown = JSON.parse(outputJson);
    const files = [...filesIn(prompt), ...filesIn(answer), ...evidence.flatMap(filesSeen)];
    return { input: textOf(prompt), output: textOf(answer), files: [...new Set(files)] };
  } catch {
    return undefined;
  }
}

function filesSeen({ paths, path }: StoredEvidence): string[] {
  const all: readonly unknown[] = Array.isArray(paths) ? paths : [path];
  return all.filter((each) => typeof each === 'string');
}

/** What a person did not keep: the rejected hunks, or the whole answer where only the verdict is known. */
function rejectedText(attempt: RecordedAttempt, output: string): string | undefined {
  const diffs = rejectedDiffs(attempt);
  if (diffs.length > 0) return diffs.join('\n\n');
  return attempt.verdict === 0 ? output : undefined;
}

function rejectedDiffs({ evidence }: RecordedAttempt): string[] {
  return latestReviews(evidence)
    .filter(({ verdict }) => verdict === 'rejected')
    .flatMap(({ diff }) => (typeof diff === 'string' ? [textOf({ diff })] : []));
}

function reasonsIn(evidence: readonly StoredEvidence[]): string[] {
  return latestReviews(evidence).flatMap(({ reason }) =>
    typeof reason === 'string' && reason !== '' ? [reason] : [],
  );
}

/** A later word on the same lines replaces an earlier one. */
function latestReviews(evidence: readonly StoredEvidence[]): StoredEvidence[] {
  const reviews = evidence.filter(({ kind }) => kind === 'review');
  return [...new Map(reviews.map((review) => [review['id'], review])).values()];
}

function verdictInWords(verdict: number, reasons: readonly string[]): string {
  const word = verdict === 1 ? 'kept' : verdict === 0 ? 'rejected' : `partly kept (${percent(verdict)})`;
  return [`Verdict: ${word}`, ...reasons.map((reason) => `Reason: ${reason}`)].join('\n');
}
