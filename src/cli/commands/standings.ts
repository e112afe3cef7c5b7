import type { Chooser } from '../../learning/choice/arm.js';
import type { Standing } from '../../learning/choice/standings.js';
import { verdictInWords } from '../../learning/choice/verdict-in-words.js';
import type { SourceUplift } from '../../learning/context/source-records.js';
import { Ledger } from '../../learning/ledger.js';
import type { Command } from '../command.js';
import { formatTable } from '../table.js';
import { printJson, wantsJson } from '../print-json.js';
import { percent, points } from '../../learning/share-in-words.js';

const titles: Readonly<Record<Chooser, string>> = {
  prompt: 'prompt',
  model: 'model',
  context: 'context set',
};

export const standings: Command = {
  name: 'standings',
  summary: 'Show how prompts, models and context sets do, and how sure that is.',
  positionals: [],
  options: {
    'no-starting-guesses': { type: 'boolean', help: 'leave published results out' },
  },
  json: {
    prints: 'an object',
    fields: {
      arms: 'each option: chooser, arm, trials, mean, low, high, verdict and more',
      sources: 'each source of context: runsWith, runsWithout, difference, low, high',
    },
  },
  details: `"worked" is the mean score, "likely" the range in which it lies with a probability of
95 %, "best" the chance that it is the best. What is said of a difference holds at any
time one looks; it rests on runs alone, never on a starting guess. Models of other
agents are marked "seen": they are listed and never suggested.`,
  run(call) {
    const ledger = new Ledger(call.root, { readOnly: true, create: false });
    try {
      const arms = ledger.choosing.standings(call.values['no-starting-guesses'] !== true);
      const sources = ledger.choosing.uplifts();
      if (wantsJson(call)) {
        printJson(call, { arms, sources });
        return;
      }
      for (const chooser of ['prompt', 'model', 'context'] as const) {
        const own = arms.filter((each) => each.chooser === chooser);
        if (own.length > 0) call.print(`${armTable(chooser, own)}\n`);
      }
      if (sources.length > 0) call.print(sourceTable(sources));
    } finally {
      ledger.close();
    }
  },
};

function armTable(chooser: Chooser, arms: readonly Standing[]): string {
  const [best] = arms.filter(({ mean }) => mean !== null);
  return formatTable(
    [titles[chooser], 'runs', 'worked', 'likely', 'best', 'a success costs', 'verdict', 'remarks'],
    arms.map((each) => [
      each.arm,
      Number(each.trials.toFixed(1)),
      each.mean === null ? '' : percent(each.mean),
      `${Math.round(each.low * 100)}-${Math.round(each.high * 100)} %`,
      percent(each.chanceToBeBest),
      each.costPerSuccessUsd === null ? '' : `$${each.costPerSuccessUsd.toFixed(3)}`,
      each.mean === null ? 'not tried' : verdictInWords(each.verdict, each.moreRuns, each === best),
      remarksOn(each),
    ]),
  );
}

function remarksOn({ candidate, isRetired, rule, isInPlan, startingGuess }: Standing): string {
  return [
    candidate ? undefined : 'seen with other agents',
    isRetired ? 'retired' : undefined,
    rule,
    isInPlan ? 'in your plan' : undefined,
    startingGuess === null
      ? undefined
      : `starting guess: ${percent(startingGuess.mean)} published by ${startingGuess.source}`,
  ]
    .filter((each) => each !== undefined && each !== null)
    .join('; ');
}

function sourceTable(sources: readonly SourceUplift[]): string {
  return formatTable(
    ['source of context', 'with', 'without', 'difference it makes', 'likely', 'verdict'],
    sources.map(({ source, runsWith, runsWithout, difference, low, high, verdict }) => [
      source,
      runsWith,
      runsWithout,
      points(difference),
      `${points(low)} to ${points(high)}`,
      verdict === 'does not pay' ? 'does not pay: retire it?' : verdict,
    ]),
  );
}
