import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';

/** An element of an XML document; entities in values are resolved, those that a document defines itself are not. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text and CDATA. */
  readonly text: string;
  readonly comments: readonly string[];
}

const nodesSchema = z.array(z.record(z.string(), z.unknown()));
const attributesSchema = z.record(z.string(), z.string()).catch({});
/** No report nests deeper; a document that does is made to exhaust the stack. */
const maxDepth = 64;

/** The root of a document, or of each of several; none when it is not XML that can be read. Document types are not processed. */
export function readXml(text: string): XmlElement[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    commentPropName: '#comment',
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    trimValues: false,
  });
  try {
    return elementsIn(parser.parse(text), 0);
  } catch {
    // Whatever the parser could not read, e.g. a tag without an end.
    return [];
  }
}

/** The element and everything in it that has this name, in order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  const own = element.name === name ? [element] : [];
  return [...own, ...element.children.flatMap((child) => descendants(child, name))];
}

export function childrenNamed(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return element.children.filter((child) => names.includes(child.name));
}

/** A whole number of 0 or more in an attribute; undefined when there is none. */
export function countAttribute(element: XmlElement, name: string): number | undefined {
  const value = element.attributes[name]?.trim() ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function elementsIn(value: unknown, depth: number): XmlElement[] {
  const nodes = nodesSchema.safeParse(value);
  if (!nodes.success || depth > maxDepth) return [];
  return nodes.data.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@') ?? '#text';
    if (name.startsWith('#')) return [];
    const content = node[name];
    const attributes = Object.entries(attributesSchema.parse(node[':@'])).map(
      ([key, text]) => [key, resolveEntities(text)] as const,
    );
    return [
      {
        name,
        attributes: Object.fromEntries(attributes),
        children: elementsIn(content, depth + 1),
        text: resolveEntities(textsIn(content, '#text').join('')),
        comments: textsIn(content, '#comment'),
      },
    ];
  });
}

function textsIn(content: unknown, name: '#text' | '#comment'): string[] {
  const nodes = nodesSchema.safeParse(content);
  if (!nodes.success) return [];
  return nodes.data.flatMap((node) => {
    const value = node[name];
    if (typeof value === 'string') return [value];
    return name === '#comment' && value !== undefined ? textsIn(value, '#text') : [];
  });
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,4}));/g,
    (all: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? all;
      const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}
