import type { EarlierRun } from '../../src/shared/runs-content.js';
import type { Actions } from '../actions.js';
import { button } from '../ui/buttons.js';
import { element, having, note, section } from '../ui/elements.js';
import { count, counted, price } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { ago } from '../ui/times.js';

/** What agents did before or beside the ledger; nothing where there is none. */
export function earlierView(
  runs: readonly EarlierRun[],
  { command }: Actions,
  canWrite: boolean,
): HTMLElement[] {
  if (runs.length === 0) return [];
  const forget = button('Forget These…', () => {
    command('forgetEarlier');
  });
  return [
    section(
      'earlier',
      'Read from earlier sessions',
      element(
        'p',
        'muted',
        'Nobody checked these, so they count for nothing: not in the standings, not in what is suggested.',
      ),
      element('ol', 'plain', ...runs.map(lineOf)),
      ...(canWrite ? [forget] : []),
    ),
  ];
}

function lineOf({ key, goal, agent, model, files, tokens, costUsd, startedAt }: EarlierRun): HTMLElement {
  const facts = [
    agent,
    model,
    `${counted(files.length, 'file')} changed`,
    tokens === null ? null : `${count(tokens)} tokens`,
    costUsd === null ? null : price(costUsd),
  ].filter((each) => each !== null);
  const title = goal ?? files.at(0) ?? agent;
  const line = element(
    'li',
    'run',
    element('div', 'story', short(title), note(facts.map(short).join(' · '), ' · ', ago(startedAt))),
  );
  return having(line, { 'data-key': `earlier ${key}`, title: short(files.join(', ')) });
}
