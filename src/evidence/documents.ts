import { readXml, type XmlElement } from './read-xml.js';

/** A text taken apart: the JSON and XML documents in it, and the lines around them. */
export interface Documents {
  readonly json: readonly unknown[];
  readonly xml: readonly XmlElement[];
  /** Names of the roots of XML documents that are cut off. */
  readonly cutOff: readonly string[];
  readonly lines: readonly string[];
}

/** Broken starts of documents that are looked at; each costs a look at all that follows. */
const maxBrokenStarts = 20;

const xmlStart = /^\s*<(?:\?xml\b|(?:testsuites?|coverage|report|TestRun|checkstyle|jslint)[\s>/])/;
const jsonStart = /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{["\]]|$))/;

/** Finds the documents in what tools wrote, e.g. after the lines that a package manager prints before it runs a script. */
export function splitDocuments(text: string): Documents {
  const json: unknown[] = [];
  const xml: XmlElement[] = [];
  const cutOff: string[] = [];
  const lines: string[] = [];
  let brokenStarts = 0;
  let at = 0;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd);
    if (xmlStart.test(line)) {
      const { root, end } = xmlExtent(text, at);
      if (end === null) cutOff.push(root);
      else xml.push(...readXml(text.slice(at, end)));
      at = end ?? text.length;
      continue;
    }
    if (jsonStart.test(line)) {
      const end = jsonEnd(text, at, brokenStarts < maxBrokenStarts ? text.length : lineEnd);
      const document = end === null ? undefined : parsed(text.slice(at, end));
      if (end !== null && document !== undefined) {
        json.push(document.value);
        at = end;
        continue;
      }
      brokenStarts += 1;
      // A text that is itself a document, but cut off: what is in it was not printed by anybody.
      if (end === null && text.slice(0, at).trim() === '' && !line.startsWith('[]')) break;
    }
    lines.push(line);
    at = lineEnd + 1;
  }
  return { json, xml, cutOff, lines };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Wrapped, because a document may be `undefined`'s cousin null. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}

/** Where the brackets that begin here are closed; null when they are not before the limit. */
function jsonEnd(text: string, start: number, limit: number): number | null {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < limit; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** The name of the root and where its last closing tag before the next document ends; null when there is none. */
function xmlExtent(text: string, start: number): { readonly root: string; readonly end: number | null } {
  const next = text.indexOf('<?xml', start + 5);
  const limit = next < 0 ? text.length : next;
  const head = text.slice(start, Math.min(limit, start + 20_000));
  const [opening = '', root = ''] = /<([A-Za-z][\w.:-]*)(?:\s[^<>]*)?>/.exec(head) ?? [];
  if (opening.endsWith('/>')) return { root, end: start + head.indexOf(opening) + opening.length };
  const closing = `</${root}>`;
  const end = root === '' ? -1 : text.lastIndexOf(closing, limit);
  return { root, end: end < start ? null : end + closing.length };
}
