import type { Notice } from '../../src/shared/snapshot.js';
import type { UseNow } from '../../src/shared/use-now.js';
import type { Actions } from '../actions.js';
import { button } from '../ui/buttons.js';
import { element, having } from '../ui/elements.js';
import { short } from '../ui/short.js';

const signs: Readonly<Record<UseNow['certainty'], string>> = {
  none: 'Not yet',
  'too early': 'So far',
  probably: 'Probably',
  clearly: 'Clearly',
  'no difference': 'Either',
};

/** The one sentence to act on. */
export function useNowView({ sentence, basis, certainty }: UseNow): HTMLElement {
  const words = sentence.map(({ text, isName }) => (isName ? element('strong', 'name', short(text)) : text));
  const made = element(
    'section',
    'use-now',
    element('h2', 'kicker', 'Use now'),
    element('p', 'sentence', ...words),
    element(
      'p',
      'basis',
      element('span', `badge ${certainty.replace(' ', '-')}`, signs[certainty]),
      ' ',
      basis,
    ),
  );
  return having(made, { 'data-key': 'use now', 'aria-label': 'Use now' });
}

/** Something to know or to do first. */
export function noticeView({ text, actions: offered }: Notice, { command }: Actions): HTMLElement {
  const buttons = offered.map(({ label, command: name }, index) =>
    button(
      label,
      () => {
        command(name);
      },
      { isPrimary: index === 0 },
    ),
  );
  const made = element('section', 'notice', element('p', '', text), element('div', 'buttons', ...buttons));
  return having(made, { 'data-key': 'notice', 'aria-label': 'First' });
}
