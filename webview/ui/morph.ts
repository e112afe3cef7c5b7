import { textFieldTag } from './toolkit.js';

/**
 * Makes `target` look like `next` and keeps every element that is in both, so that focus, scrolling and what was opened stay.
 * Elements with the same `data-key` below the same parent are the same; others by their place.
 */
export function morph(target: HTMLElement, next: HTMLElement): void {
  morphAttributes(target, next);
  morphChildren(target, next);
}

/** The keys of what is shown, in their order: equal for two pages where nothing moves from one to the other. */
export function orderOf(page: HTMLElement): string {
  return JSON.stringify(
    [...page.querySelectorAll('[data-key]')].map((each) => each.getAttribute('data-key')),
  );
}

function morphChildren(target: Element, next: Element): void {
  const wantedKeys = new Set([...next.children].flatMap(keyOf));
  // First, so that nothing has to move around what goes: what moves loses the focus.
  for (const child of [...target.children]) {
    if (keyOf(child).some((key) => !wantedKeys.has(key))) child.remove();
  }
  const keyed = new Map([...target.children].flatMap((child) => keyOf(child).map((key) => [key, child])));
  let cursor: ChildNode | null = target.firstChild;
  for (const wanted of [...next.childNodes]) {
    const [key] = keyOf(wanted);
    const known: ChildNode | null | undefined =
      key === undefined ? (cursor !== null && keyOf(cursor).length === 0 ? cursor : null) : keyed.get(key);
    if (known === null || known === undefined || known.nodeName !== wanted.nodeName) {
      target.insertBefore(wanted, cursor);
      continue;
    }
    if (known === cursor) cursor = cursor.nextSibling;
    else target.insertBefore(known, cursor);
    morphNode(known, wanted);
  }
  while (cursor !== null) {
    const rest: ChildNode | null = cursor.nextSibling;
    cursor.remove();
    cursor = rest;
  }
}

function morphNode(target: ChildNode, next: ChildNode): void {
  if (target instanceof Element && next instanceof Element) {
    morphAttributes(target, next);
    morphChildren(target, next);
  } else if (target.nodeValue !== next.nodeValue) {
    target.nodeValue = next.nodeValue;
  }
}

function morphAttributes(target: Element, next: Element): void {
  // An element of the toolkit sets attributes of its own, and `open` is what the person did.
  const keeps = target.localName.includes('-') || target.localName === 'details';
  for (const { name, value } of next.attributes) {
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  }
  for (const { name } of [...target.attributes]) {
    if (!next.hasAttribute(name) && (!keeps || name === 'disabled')) target.removeAttribute(name);
  }
  if (target instanceof HTMLElement && next instanceof HTMLElement) {
    target.onclick = next.onclick;
    target.onchange = next.onchange;
    target.oninput = next.oninput;
    target.onkeydown = next.onkeydown;
  }
  // What is being typed is newer than what is drawn.
  if (target.localName === textFieldTag && document.activeElement !== target) {
    Reflect.set(target, 'value', next.getAttribute('value'));
  }
  if (target instanceof HTMLSelectElement && next instanceof HTMLSelectElement) target.value = next.value;
}

function keyOf(node: Node): [key: string] | [] {
  const key = node instanceof Element ? node.getAttribute('data-key') : null;
  return key === null ? [] : [key];
}
