import type { OpenedOption, OptionRow } from '../../src/shared/standings-content.js';
import type { OptionActionName } from '../../src/shared/protocol.js';
import type { Actions } from '../actions.js';
import { button, link } from '../ui/buttons.js';
import { element, empty, having } from '../ui/elements.js';
import { amount, counted, percent, score } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { ago } from '../ui/times.js';

/** What is behind one line of the standings: what can be done with it, its versions and its latest runs. */
export function openedView(
  opened: OpenedOption,
  row: OptionRow,
  actions: Actions,
  canWrite: boolean,
): HTMLElement {
  const { name, versions, runs } = opened;
  const history = versions.map(({ isPresent, runs: count, worked, since, until }) =>
    element(
      'li',
      '',
      isPresent ? 'Now: ' : 'Before: ',
      count === 0
        ? 'no scored run'
        : `${amount(worked)} of ${counted(count, 'run')} worked (${percent(worked / count)}), `,
      'since ',
      ago(since),
      ...(isPresent ? [] : [', until ', ago(until)]),
    ),
  );
  const latest = runs.map((run) => {
    const open = link(short(run.title), () => {
      actions.go({ tab: 'runs', run: run.id });
    });
    return having(
      element(
        'li',
        '',
        element('span', 'number', run.score === null ? '–' : score(run.score)),
        ' ',
        open,
        ' ',
        ago(run.startedAt),
      ),
      { 'data-key': run.id },
    );
  });
  return element(
    'div',
    'details',
    element('div', 'buttons', ...(canWrite ? buttonsOf(opened, row, actions) : [])),
    element('h3', '', `Versions of ${short(name)}`),
    versions.length === 0 ? empty('It was never used here.') : element('ul', '', ...history),
    element('h3', '', 'Its latest runs'),
    runs.length === 0 ? empty('None yet.') : element('ol', 'plain', ...latest),
  );
}

function buttonsOf(
  { chooser, id, name }: OpenedOption,
  { state, isOurs }: OptionRow,
  { option }: Actions,
): HTMLElement[] {
  const act = (label: string, action: OptionActionName, what: string, key: string = action): HTMLElement =>
    button(
      label,
      () => {
        option({ chooser, id }, action);
      },
      { name: `${label} ${short(name)}: ${what}`, key },
    );
  // What other agents choose is not ours to suggest.
  if (!isOurs) return [];
  const rules =
    state === 'retired'
      ? []
      : [
          state === 'pinned'
            ? act('Unpin', 'free', 'it is chosen by what is learned', 'pin')
            : act('Pin', 'pin', 'no other is suggested'),
          state === 'banned'
            ? act('Allow Again', 'free', 'it is chosen by what is learned', 'ban')
            : act('Ban', 'ban', 'it is never suggested'),
        ];
  if (chooser !== 'prompt') return rules;
  return [
    ...rules,
    state === 'retired'
      ? act('Bring Back', 'bring back', 'it is suggested again', 'retire')
      : act('Retire', 'retire', 'it is kept with its counts and not suggested'),
    act('Edit', 'edit', 'opens its text'),
  ];
}
