import type { PanelCommand } from '../../src/shared/panel-commands.js';
import type { OptionRow, OptionTable, StandingsContent } from '../../src/shared/standings-content.js';
import type { ChooserName, KindName, View } from '../../src/shared/view.js';
import type { Actions } from '../actions.js';
import { button, opener } from '../ui/buttons.js';
import { element, empty, having, note, type Child } from '../ui/elements.js';
import { choice } from '../ui/fields.js';
import { interval } from '../ui/interval.js';
import { amount, chance, percent, price, range } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { table, type TableRow } from '../ui/table.js';
import { openedView } from './option.js';

const kindLabels: Readonly<Record<KindName, string>> = {
  coder: 'Features',
  fixer: 'Fixes',
  judge: 'Reviews',
  easy: 'Easy tasks',
  medium: 'Medium tasks',
  hard: 'Hard tasks',
};

const titles: Readonly<Record<ChooserName, string>> = {
  model: 'Models',
  prompt: 'Prompts',
  context: 'Context sets',
};

const emptyTexts: Readonly<Record<ChooserName, string>> = {
  model:
    'No model yet. It appears when an agent that says its model works here, or when you list one in .agent/model_variants.json.',
  prompt: 'No prompt yet. Add one, and its runs are counted here.',
  context: 'No context set yet.',
};

const addings: Partial<Record<ChooserName, { readonly label: string; readonly command: PanelCommand }>> = {
  model: { label: 'Add Models…', command: 'chooseModels' },
  prompt: { label: 'Add Prompt…', command: 'addPrompt' },
};

const columns = [
  { heading: 'Option' },
  { heading: 'Worked', isNumber: true },
  { heading: 'Likely' },
  { heading: 'Chance it is the best', isNumber: true },
  { heading: 'A success costs', isNumber: true },
  { heading: 'Verdict' },
] as const;

/** Which models first, then prompts and context sets. */
const order: readonly ChooserName[] = ['model', 'prompt', 'context'];

export function standingsView(
  content: StandingsContent,
  view: View,
  actions: Actions,
  canWrite: boolean,
): Child[] {
  const { kinds, kind, tables } = content;
  const filter = choice(
    'Kind of task',
    'All tasks',
    kinds.map((value) => ({ value, label: kindLabels[value] })),
    kind,
    (chosen) => {
      actions.go({ kind: chosen, option: null });
    },
  );
  const shown = order.flatMap((chooser) => tables.filter((each) => each.chooser === chooser));
  return [
    element('div', 'bar', filter),
    ...shown.map((each) => tableView(each, content, view, actions, canWrite)),
    element(
      'p',
      'muted',
      'Worked is the sum of the scores, each from 0 to 1. The line shows what the share likely is (19 times of 20).',
    ),
  ];
}

function tableView(
  { chooser, rows }: OptionTable,
  content: StandingsContent,
  view: View,
  actions: Actions,
  canWrite: boolean,
): HTMLElement {
  const key = `table ${chooser}`;
  const adding = canWrite ? addings[chooser] : undefined;
  const add =
    adding === undefined
      ? []
      : [
          button(adding.label, () => {
            actions.command(adding.command);
          }),
        ];
  const body =
    rows.length === 0
      ? empty(emptyTexts[chooser])
      : table(
          titles[chooser],
          columns,
          rows.map((row) => rowView(chooser, row, content, view, actions, canWrite)),
        );
  return having(element('section', '', body, ...add), { 'data-key': key, 'aria-label': titles[chooser] });
}

function rowView(
  chooser: ChooserName,
  row: OptionRow,
  { opened }: StandingsContent,
  { option }: View,
  actions: Actions,
  canWrite: boolean,
): TableRow {
  const {
    id,
    name,
    runs,
    worked,
    mean,
    low,
    high,
    chanceToBeBest,
    costPerSuccessUsd,
    verdict,
    notes,
    state,
  } = row;
  const isOpen = option?.chooser === chooser && option.id === id;
  const open = opener(short(name), isOpen, () => {
    actions.go({ option: isOpen ? null : { chooser, id } });
  });
  const isOut = state === 'banned' || state === 'retired';
  const tried = mean !== null;
  return {
    key: `${chooser} ${id}`,
    className: isOut ? 'out' : '',
    cells: [
      [
        open,
        ...(state === null ? [] : [' ', element('span', 'badge', state)]),
        ...(notes.length === 0 ? [] : [note(notes.join(' · '))]),
      ],
      tried ? `${amount(worked)} of ${amount(runs)}` : element('span', 'muted', 'not tried'),
      tried
        ? [interval(mean, low, high), note(`${percent(mean)}, likely ${range(low, high)}`)]
        : [interval(null, low, high), note('not known')],
      isOut ? '' : chance(chanceToBeBest),
      costPerSuccessUsd === null ? element('span', 'muted', 'not known') : price(costPerSuccessUsd),
      verdict === '' ? '' : capital(verdict),
    ],
    below: isOpen && opened !== null ? openedView(opened, row, actions, canWrite) : null,
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
