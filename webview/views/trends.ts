import type {
  MeasuredRow,
  RoutingSaved,
  Spending,
  TrendsContent,
  WeekSums,
} from '../../src/shared/trends-content.js';
import type { Actions } from '../actions.js';
import { button } from '../ui/buttons.js';
import { chart } from '../ui/chart.js';
import { element, empty, having, section, type Child } from '../ui/elements.js';
import { count, counted, dollars, percent, range } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { table } from '../ui/table.js';
import { dayInWords } from '../ui/times.js';

export function trendsView(
  content: TrendsContent,
  measured: readonly MeasuredRow[] | null,
  actions: Actions,
): Child[] {
  const { weeks, spending, saved } = content;
  const last = weeks.at(-1);
  return [
    section(
      'week',
      'The latest week',
      last === undefined
        ? empty('No finished run yet: weeks appear here with the first.')
        : element('p', 'sentence', weeklyLine(last, weeks.at(-2))),
    ),
    ...(weeks.length === 0 ? [] : [overTime(content)]),
    section('spending', 'Spending', ...spendingView(spending, actions)),
    section('saved', 'What choosing models saved', savedView(saved)),
    section('measured', 'Expected and measured', ...measuredView(measured)),
  ];
}

function weeklyLine({ runs, mean, usd }: WeekSums, before: WeekSums | undefined): string {
  const worked = mean === null ? 'none of them checked' : `${percent(mean)} worked`;
  const isCompared = mean !== null && before !== undefined && before.mean !== null;
  const compared = isCompared ? ` (${percent(before.mean)} the week before)` : '';
  return `${counted(runs, 'run')}, ${worked}${compared}${usd === null ? '' : `, ${dollars(usd)} spent`}.`;
}

function overTime({ weeks, changes }: TrendsContent): HTMLElement {
  const [first, last] = [weeks.at(0), weeks.at(-1)];
  const ends = [dayInWords(first?.week ?? ''), dayInWords(last?.week ?? '')] as const;
  const marks = changes.map(({ week, name }) => ({
    index: weeks.findIndex((each) => each.week === week),
    label: name,
  }));
  const mostUsd = Math.max(0, ...weeks.map(({ usdPerRun }) => usdPerRun ?? 0));
  const worked = chart({
    title: 'Worked, by week, with what it likely is',
    kind: 'line',
    points: weeks.map(({ mean, low, high }) => ({ value: mean, low, high })),
    top: 1,
    format: percent,
    ends,
    marks: marks.filter(({ index }) => index >= 0),
  });
  const cost = chart({
    title: 'Cost of a run, by week',
    kind: 'bars',
    points: weeks.map(({ usdPerRun }) => ({ value: usdPerRun })),
    top: mostUsd,
    format: dollars,
    ends,
  });
  return section(
    'time',
    'Over time',
    element('div', 'charts', worked, ...(mostUsd > 0 ? [cost] : [])),
    ...changesView(content(changes)),
    twin(weeks),
  );
}

/** A line for each week in which something was used for the first time. */
function content(changes: TrendsContent['changes']): string[] {
  const weeks = [...new Set(changes.map(({ week }) => week))];
  return weeks.map((week) => {
    const names = changes
      .filter((each) => each.week === week)
      .map(({ what, name }) => `${what} ${short(name)}`);
    return `${dayInWords(week)}: ${names.join(', ')}`;
  });
}

function changesView(lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  return [
    element('p', 'muted', 'Dashed lines: used for the first time'),
    element('ul', '', ...lines.map((line) => element('li', '', line))),
  ];
}

/** The same numbers as the charts, as text. */
function twin(weeks: readonly WeekSums[]): HTMLElement {
  const rows = [...weeks].reverse().map((each) => ({
    key: each.week,
    cells: [
      dayInWords(each.week),
      count(each.runs),
      each.mean === null || each.low === null || each.high === null
        ? '–'
        : `${percent(each.mean)}, likely ${range(each.low, each.high)}`,
      each.usdPerRun === null ? '–' : dollars(each.usdPerRun),
      each.usd === null ? '–' : dollars(each.usd),
    ],
  }));
  return element(
    'details',
    '',
    element('summary', '', 'The same as a table'),
    table(
      'By week',
      [
        { heading: 'Week of' },
        { heading: 'Runs', isNumber: true },
        { heading: 'Worked', isNumber: true },
        { heading: 'Cost of a run', isNumber: true },
        { heading: 'Cost', isNumber: true },
      ],
      rows,
    ),
  );
}

function spendingView(
  { dayUsd, monthUsd, dayLimitUsd, monthLimitUsd }: Spending,
  { command }: Actions,
): HTMLElement[] {
  return [
    element(
      'p',
      '',
      'Today: ',
      ...spentOf(dayUsd, dayLimitUsd, 'today’s budget'),
      '. This month: ',
      ...spentOf(monthUsd, monthLimitUsd, 'this month’s budget'),
      '.',
    ),
    element(
      'p',
      'muted',
      'Calls that our own agent made. What other agents cost is known only where they say so.',
    ),
    button('Set Budgets', () => {
      command('openBudgets');
    }),
  ];
}

function spentOf(usd: number, limit: number | null, name: string): Child[] {
  if (limit === null) return [`${dollars(usd)}, no limit`];
  const meter = having(document.createElement('progress'), {
    max: String(limit),
    value: String(Math.min(usd, limit)),
    'aria-label': name,
  });
  return [`${dollars(usd)} of ${dollars(limit)} `, meter];
}

function savedView(saved: RoutingSaved): HTMLElement {
  if (saved.kind === 'no price') return empty('No model with a known price is listed.');
  if (saved.kind === 'too early') {
    const runs = counted(saved.missingRuns, 'more suggested run');
    return empty(
      `Too early to tell: about ${runs} with ${short(saved.strongest)} and a known cost are needed.`,
    );
  }
  const { strongest, usdPerRun, low, high, runs } = saved;
  const words = usdPerRun >= 0 ? 'less' : 'more';
  return element(
    'p',
    '',
    `A suggested run cost ${dollars(Math.abs(usdPerRun))} ${words} than one with ${short(strongest)} (likely ${dollars(low)} to ${dollars(high)} less, over ${counted(runs, 'run')}).`,
  );
}

function measuredView(measured: readonly MeasuredRow[] | null): HTMLElement[] {
  if (measured === null) return [empty('Measuring…')];
  return [
    table(
      'Measured here beside what is said of tools like this one',
      [{ heading: 'What' }, { heading: 'Here' }, { heading: 'Expected' }],
      measured.map(({ name, here, expected }) => ({ key: name, cells: [name, here, expected] })),
    ),
  ];
}
