import { having } from './elements.js';
import { buttonTag } from './toolkit.js';

interface ButtonOptions {
  readonly isPrimary?: boolean;
  /** What a screen reader says in place of the label, where that is not enough by itself. */
  readonly name?: string;
  /** Equal for two of which one takes the other's place, so that the focus stays. */
  readonly key?: string;
}

export function button(label: string, onClick: () => void, options: ButtonOptions = {}): HTMLElement {
  const { isPrimary = false, name, key = `${label}${name ?? ''}` } = options;
  const made = having(document.createElement(buttonTag), {
    'data-key': key,
    appearance: isPrimary ? 'primary' : 'secondary',
    'aria-label': name ?? null,
    title: name ?? null,
  });
  made.textContent = label;
  made.onclick = onClick;
  return made;
}

/** A button that looks like a link and opens something below itself. */
export function opener(label: Node | string, isOpen: boolean, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'opener';
  made.append(label);
  made.onclick = onClick;
  return having(made, { 'aria-expanded': String(isOpen) });
}

/** A button that looks like a link and leads elsewhere in the panel. */
export function link(label: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'link';
  made.textContent = label;
  made.onclick = onClick;
  return made;
}
