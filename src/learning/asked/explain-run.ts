import * as z from 'zod';
import type { Ledger, RunExplanation } from '../ledger.js';
import { notCreditedInWords, originInWords, partInWords, partNames } from '../reward/explanation-words.js';
import { UserError } from '../user-error.js';
import { ledgerTool } from './asked-tool.js';
import { quotedLines, quotedNotice } from './answer-text.js';
import { authorInWords, runHeading } from './run-in-words.js';

export const explainRun = ledgerTool({
  name: 'explain_run',
  title: 'Explain the score of a run',
  description:
    'Why a run in this repository has its score: build, tests, errors, coverage and what the person kept, each with where it was seen. Without a number, the newest finished run.',
  isReadOnly: true,
  input: z.object({
    run: z.int().min(1).optional().describe('The number of the run, as recall and the list of runs say it.'),
  }),
  answer: (ledger, { run }) => explanationInWords(ledger.explainRun(idOf(ledger, run))),
});

function idOf(ledger: Ledger, number: number | undefined): string {
  if (number !== undefined) return ledger.runs.idOf(number);
  const [newest] = ledger.listRuns({ limit: 1, status: 'finished' });
  if (newest === undefined) throw new UserError('No run has been finished in this repository yet.');
  return newest.id;
}

function explanationInWords({ run, explanation }: RunExplanation): string {
  const { formula, rewards, parts, gates, weakened, notCredited } = explanation;
  const timeOf = (at: string): string => at.slice(11, 16);
  const lines = (title: string, each: readonly string[]): string[] =>
    each.length === 0 ? [] : [title, ...each.map((line) => quotedLines(line))];
  return [
    `${runHeading(run)}. By ${quotedInline(authorInWords(run))}.`,
    `The score is by the formula "${formula}"; ${digits('classic', rewards.classic)}, ${digits('gated', rewards.gated)}. Times are UTC.`,
    quotedNotice,
    ...lines('Asked:', [run.goal ?? run.taskSlug]),
    ...lines(
      'What was seen:',
      parts.map((part) => `${partNames[part.part]}: ${partInWords(part, timeOf)}`),
    ),
    ...lines('Required checks that got worse, each of which makes the gated score 0:', gates),
    ...lines(
      'Checks that the run weakened:',
      weakened.map(({ path, line, what }) => `${path}:${line} ${what}`),
    ),
    ...lines(
      'Not counted:',
      notCredited.map((each) => `${originInWords(each, timeOf)}: ${notCreditedInWords(each.why)}`),
    ),
  ].join('\n');
}

function quotedInline(text: string): string {
  return JSON.stringify(text);
}

function digits(formula: string, reward: number | null): string {
  return `${formula} ${reward === null ? 'says nothing' : reward.toFixed(3)}`;
}
