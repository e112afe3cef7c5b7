import type { Node } from 'jsonc-parser';

/** A property of an object or an element of a list, with what it is in. */
export interface Child {
  readonly parent: Node;
  readonly node: Node;
}

/**
 * The text with something new as the first thing in an object or a list; no other byte changes, so that `without` takes back
 * just this.
 * @param spaceWhenEmpty what goes before it where nothing else is in there to stand like
 */
export function withFirst(text: string, parent: Node, added: string, spaceWhenEmpty: string): string {
  const start = parent.offset + 1;
  const [first] = parent.children ?? [];
  const between = first === undefined ? spaceWhenEmpty : text.slice(start, first.offset);
  const space = between.trim() === '' ? between : spaceWhenEmpty;
  return `${text.slice(0, start)}${space}${added}${first === undefined ? '' : ','}${text.slice(start)}`;
}

/** The text without something in an object or a list, the space before it and one comma; comments stay. */
export function without(text: string, { parent, node }: Child): string {
  const siblings = parent.children ?? [];
  const previous = siblings[siblings.indexOf(node) - 1];
  const nodeEnd = node.offset + node.length;
  const comma = commaAfter(text, previous === undefined ? nodeEnd : previous.offset + previous.length);
  const boundary = previous === undefined ? parent.offset + 1 : (comma ?? node.offset - 1) + 1;
  const isSpace = text.slice(boundary, node.offset).trim() === '';
  const start = isSpace ? boundary : node.offset;

  if (comma === undefined) return text.slice(0, start) + text.slice(nodeEnd);
  return comma < start
    ? text.slice(0, comma) + text.slice(comma + 1, start) + text.slice(nodeEnd)
    : text.slice(0, start) + text.slice(nodeEnd, comma) + text.slice(comma + 1);
}

/** Where the next comma is, past space and comments; undefined when something else is next. */
function commaAfter(text: string, offset: number): number | undefined {
  const upToComma = /(?:\s|\/\/[^\r\n]*(?=[\r\n])|\/\*(?:[^*]|\*(?!\/))*\*\/)*,/y;
  upToComma.lastIndex = offset;
  return upToComma.test(text) ? upToComma.lastIndex - 1 : undefined;
}
