import { buttonTag } from './toolkit.js';

type Child = Node | string;

/** An element with a class and children; text is always set as text, never as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

export function button(label: string, onClick: () => void): HTMLElement {
  const made = document.createElement(buttonTag);
  made.textContent = label;
  made.addEventListener('click', onClick);
  return made;
}

/** A table whose columns have headings; numbers stand right. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly HTMLTableRowElement[],
): HTMLTableElement {
  const head = element('tr', '', ...headings.map((heading, index) => headingCell(heading, index > 0)));
  return element(
    'table',
    '',
    element('caption', '', caption),
    element('thead', '', head),
    element('tbody', '', ...rows),
  );
}

function headingCell(text: string, isNumber: boolean): HTMLTableCellElement {
  const cell = element('th', isNumber ? 'number' : '', text);
  cell.scope = 'col';
  return cell;
}

/** How far a score reaches between 0 and 1; the number beside it says the same, so it is no news to a screen reader. */
export function scoreBar(score: number): HTMLElement {
  const fill = element('span', 'fill');
  fill.style.setProperty('inline-size', `${Math.round(score * 100)}%`);
  const bar = element('span', 'bar', fill);
  bar.setAttribute('aria-hidden', 'true');
  return bar;
}
