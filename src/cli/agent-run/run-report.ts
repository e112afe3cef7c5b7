import type { AttemptResult, RunResult } from '../../agent/run/run-result.js';
import { printable } from './printable.js';
import { percent } from '../../learning/share-in-words.js';

/** The result for other programs: names as in the JSON of other commands. */
export function resultAsJson({ attempts, run, isVerified }: RunResult): object {
  return {
    verified: isVerified,
    run: { id: run.id, number: run.number, reward: run.reward, status: run.status },
    attempts: attempts.map((attempt) => ({
      model: attempt.model,
      prompt: attempt.promptId,
      files: attempt.files,
      refused: attempt.refusals.map(({ code, path, message }) => ({ code, path, message })),
      withheld: attempt.withheld,
      checks: attempt.checks.map(({ label, exitCode }) => ({ label, exitCode })),
      passed: attempt.passed,
      judgement: attempt.judgement,
      tokens: attempt.costTokens,
      costUsd: attempt.costUsd,
      rolledBack: attempt.isRolledBack,
    })),
  };
}

/** The result for a person, line by line. */
export function resultInWords({ attempts, run, isVerified, last }: RunResult): string[] {
  return [
    ...attempts.flatMap(attemptInWords),
    `${isVerified ? 'Verified' : 'Not verified'}${run.reward === null ? '' : `, score ${run.reward.toFixed(3)}`}.`,
    ...(last.files.length === 0 ? [] : ['The edits are pending: keep or reject them in VS Code.']),
  ];
}

function attemptInWords(attempt: AttemptResult): string[] {
  const { model, files, refusals, withheld, checks, judgement, costTokens, costUsd, isRolledBack } = attempt;
  const cost = costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
  return [
    `${model}: ${costTokens} tokens${cost}${isRolledBack ? ', put back' : ''}`,
    ...files.map((path) => `  changed   ${path}`),
    ...refusals.map(({ path, message }) => `  refused   ${printable(`${path ?? 'an edit'}: ${message}`)}`),
    ...withheld.map((path) => `  withheld  ${path}`),
    ...checks.map(
      ({ label, exitCode }) => `  ${exitCode === 0 ? 'passed' : 'failed'}    ${printable(label)}`,
    ),
    ...(judgement === null
      ? []
      : [`  says      keep ${percent(judgement.share)}. ${printable(judgement.reasons.join(' '))}`]),
  ];
}
