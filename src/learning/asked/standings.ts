import * as z from 'zod';
import type { Chooser } from '../choice/arm.js';
import type { Standing } from '../choice/standings.js';
import { verdictInWords } from '../choice/verdict-in-words.js';
import { ledgerTool } from './asked-tool.js';
import { percent } from '../share-in-words.js';
import { counted, quotedLines, quotedNotice } from './answer-text.js';

const titles: Readonly<Record<Chooser, string>> = {
  prompt: 'Prompts',
  model: 'Models',
  context: 'Context sets',
};

const names = { prompts: 'prompt', models: 'model', context_sets: 'context' } as const;

export const standings = ledgerTool({
  name: 'standings',
  title: 'Show how prompts, models and context sets do',
  description:
    'How the prompts, models and context sets did in this repository so far: how many runs, how many worked, how sure that is, and what a success costs.',
  isReadOnly: true,
  input: z.object({
    of: z.enum(['prompts', 'models', 'context_sets']).optional().describe('Only these; all by default.'),
  }),
  answer: ({ choosing }, { of }, { settings }) => {
    const choosers: readonly Chooser[] = of === undefined ? ['model', 'prompt', 'context'] : [names[of]];
    const all = choosing.standings(settings.usesStartingGuesses, null, choosers);
    return [
      '"Likely" is the range in which the share that works lies with 95 % probability.',
      quotedNotice,
      ...choosers.flatMap((chooser) => [
        '',
        `${titles[chooser]}, best first:`,
        ...linesOf(all.filter((each) => each.chooser === chooser)),
      ]),
    ].join('\n');
  },
});

function linesOf(own: readonly Standing[]): string[] {
  const best = own.find(({ mean }) => mean !== null);
  return own.length === 0
    ? ['None yet.']
    : own.map((each) => quotedLines(standingInWords(each, each === best)));
}

function standingInWords(standing: Standing, isBest: boolean): string {
  const { arm, name, trials, mean, low, high, verdict, moreRuns, costPerSuccessUsd } = standing;
  const known =
    mean === null
      ? 'not tried here yet'
      : [
          `${percent(mean)} worked over ${counted(trials, 'run')}, likely ${percent(low)} to ${percent(high)}`,
          verdictInWords(verdict, moreRuns, isBest),
        ].join('; ');
  const remarks = [
    costPerSuccessUsd === null ? '' : `a success costs $${costPerSuccessUsd.toFixed(3)}`,
    standing.candidate ? '' : 'seen with other agents',
    standing.isRetired ? 'retired' : '',
    standing.rule === null
      ? ''
      : { pinned: 'pinned by the person', banned: 'banned by the person' }[standing.rule],
  ].filter((each) => each !== '');
  return `${[name === arm ? arm : `${arm} (${name})`, known].join(': ')}${remarks.map((each) => `; ${each}`).join('')}`;
}
