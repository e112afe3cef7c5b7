import { element, having } from './elements.js';
import { textFieldTag } from './toolkit.js';

const pauseMs = 250;

/** A choice among values, the first of which is all of them. */
export function choice<T extends string>(
  label: string,
  all: string,
  values: readonly { readonly value: T; readonly label: string }[],
  chosen: T | null,
  onChange: (value: T | null) => void,
): HTMLElement {
  const select = document.createElement('select');
  select.append(having(element('option', '', all), { value: '' }));
  for (const { value, label: words } of values) {
    select.append(having(element('option', '', words), { value, selected: value === chosen ? '' : null }));
  }
  select.onchange = ({ currentTarget }) => {
    const picked = valueOf(currentTarget);
    onChange(values.find(({ value }) => value === picked)?.value ?? null);
  };
  return element('label', 'field', element('span', '', label), select);
}

/** A field to search in; tells what was typed after a pause. */
export function searchField(label: string, text: string, onChange: (text: string) => void): HTMLElement {
  const field = having(document.createElement(textFieldTag), { value: text, 'aria-label': label });
  field.textContent = label;
  let timer: number | undefined;
  field.oninput = ({ currentTarget }) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const typed = valueOf(currentTarget);
      if (typeof typed === 'string') onChange(typed);
    }, pauseMs);
  };
  return field;
}

/** Of the field that is in the page: what was drawn later only lent it its listeners. */
function valueOf(field: EventTarget | null): unknown {
  return field === null ? undefined : Reflect.get(field, 'value');
}
