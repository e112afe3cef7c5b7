export type Child = Node | string;

export interface Attributes {
  readonly [name: string]: string | null;
}

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

/** Sets attributes; null leaves one out. */
export function having<T extends Element>(made: T, attributes: Attributes): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, value);
  }
  return made;
}

/** Small print. */
export function note(...children: readonly Child[]): HTMLElement {
  return element('span', 'note', ...children);
}

/** A part of the page with a heading, which names it for screen readers. */
export function section(key: string, heading: string, ...children: readonly Child[]): HTMLElement {
  const id = `h-${key}`;
  const made = element('section', '', having(element('h2', '', heading), { id }), ...children);
  return having(made, { 'aria-labelledby': id, 'data-key': key });
}

/** What a place says that has nothing to show yet. */
export function empty(...children: readonly Child[]): HTMLElement {
  return element('p', 'empty', ...children);
}
