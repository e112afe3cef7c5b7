import { parseHTML } from 'linkedom';

/** What is used of an element; linkedom's own types are those of a browser, which this code does not run in. */
export interface PageElement {
  readonly tagName: string;
  readonly id: string;
  readonly className: string;
  readonly innerHTML: string;
  readonly parentElement: PageElement | null;
  readonly firstElementChild: PageElement | null;
  readonly nextElementSibling: PageElement | null;
  outerHTML: string;
  textContent: string | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  prepend(text: string): void;
  replaceWith(text: string): void;
  remove(): void;
}

/** Real pages stay far below; what is done with a page takes a time that grows with the square of its depth. */
const maxDepth = 256;
/** So many elements that nobody closes are still parsed in no time; real pages have some, too. */
const maxUnclosed = 5000;

/**
 * The root element of a page, however broken its HTML is.
 * @throws {Error} when its elements are nested without end
 */
export function parsePage(html: string): PageElement {
  if (unclosedElements(html) > maxUnclosed) throw new Error('its elements are never closed');
  const root = propertyOf(parseDocument(html), 'documentElement');
  // Something stands before the page; then it is a part of it.
  if (!isElement(root) || root.tagName !== 'HTML') return parsePage(`<html><body>${html}</body></html>`);
  if (isTooDeep(root)) throw new Error('its elements are nested without end');
  return root;
}

/** A page as Readability takes it; it changes what it is given. */
export function parseDocument(html: string): unknown {
  const whole = /<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
  return propertyOf(parseHTML(whole), 'document');
}

export function textOf(element: PageElement | null | undefined): string {
  return element?.textContent ?? '';
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Elements whose end may be left out do not count: they end by themselves. */
function unclosedElements(html: string): number {
  let open = 0;
  let most = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z\d-]*)/gi)) {
    if (/^(?:p|li|d[dt]|t[dhr]|tbody|thead|tfoot|option|br|hr|img|input|meta|link|col|wbr)$/i.test(name))
      continue;
    open += end === '' ? 1 : -1;
    most = Math.max(most, open);
  }
  return most;
}

function isTooDeep(root: PageElement): boolean {
  let depth = 0;
  let element: PageElement | null = root;
  while (element !== null) {
    if (element.firstElementChild !== null) {
      depth += 1;
      if (depth > maxDepth) return true;
      element = element.firstElementChild;
      continue;
    }
    while (element !== null && element !== root && element.nextElementSibling === null) {
      element = element.parentElement;
      depth -= 1;
    }
    element = element === root ? null : (element?.nextElementSibling ?? null);
  }
  return false;
}

function propertyOf(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}

function isElement(value: unknown): value is PageElement {
  return typeof value === 'object' && value !== null && 'querySelectorAll' in value;
}
