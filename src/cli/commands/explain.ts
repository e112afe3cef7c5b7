import { Ledger, type RunExplanation } from '../../learning/ledger.js';
import { localTime } from '../../learning/local-time.js';
import type { ExplainedPart } from '../../learning/reward/explanation.js';
import {
  notCreditedInWords,
  originInWords,
  partInWords,
  partNames,
} from '../../learning/reward/explanation-words.js';
import type { Command } from '../command.js';
import { formatTable } from '../table.js';
import { printJson, wantsJson } from '../print-json.js';

export const explain: Command = {
  name: 'explain',
  summary: 'Show why a run has its score: every number with its source.',
  positionals: [{ name: 'RUN', help: "the run's number, as `learning-loop runs` lists it, or its id" }],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      run: 'as `runs` prints it',
      explanation: 'reward, formula, rewards by both, and parts, each with where it was seen',
    },
  },
  details: `Each part is shown by both formulas. "classic" counts build, tests, errors and verdict a
quarter each, and assumes the best where nobody looked. "gated" is 0 when a required check
got worse, and leaves out what nobody looked at. Times are local.`,
  run(call) {
    const ledger = new Ledger(call.root, { readOnly: true, create: false });
    try {
      const [wanted = ''] = call.positionals;
      const id = /^\d+$/.test(wanted) ? ledger.runs.idOf(Number(wanted)) : wanted;
      const explained = ledger.explainRun(id);
      if (wantsJson(call)) printJson(call, explained);
      else for (const line of inWords(explained)) call.print(line);
    } finally {
      ledger.close();
    }
  },
};

function inWords({ run, explanation }: RunExplanation): string[] {
  const { reward, formula, rewards, parts, gates, weakened, notCredited } = explanation;
  const score = reward === null ? 'not checked: no check and no verdict judged it' : digits(reward);
  return [
    `${run.taskSlug}, ${run.status}: ${score}${reward === null ? '' : ` by ${formula}`}`,
    '',
    formatTable(
      ['', 'classic', 'gated', 'what was seen'],
      [...parts.map((part) => row(part)), ['Score', digits(rewards.classic), digits(rewards.gated), null]],
    ),
    ...section('Required checks that got worse:', gates),
    ...section(
      'Checks that the run weakened:',
      weakened.map(({ path, line, what }) => `${path}:${line} ${what}`),
    ),
    ...section(
      'Not counted:',
      notCredited.map((each) => `${originInWords(each, localTime)}: ${notCreditedInWords(each.why)}`),
    ),
  ];
}

function row(part: ExplainedPart): string[] {
  return [partNames[part.part], digits(part.classic), digits(part.gated), partInWords(part, localTime)];
}

function digits(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line.replace(/\p{Cc}/gu, ' ')}`)];
}
