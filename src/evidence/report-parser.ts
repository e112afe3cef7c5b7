import type { RawReport } from './parsed-report.js';
import type { XmlElement } from './read-xml.js';

/** Reads one kind of JSON document; null when it is another kind. */
export interface JsonParser {
  readonly format: string;
  parse(document: unknown): RawReport | null;
}

/** Reads one kind of stream of JSON documents, one a line; null when none of them is of this kind. */
export interface JsonLinesParser {
  readonly format: string;
  parse(documents: readonly unknown[]): RawReport | null;
}

/** Reads one kind of XML document; null when it is another kind. */
export interface XmlParser {
  readonly format: string;
  parse(root: XmlElement): RawReport | null;
}

/** Finds what one tool wrote among the lines of a text, without control sequences; null when it wrote none of them. */
export interface TextParser {
  readonly format: string;
  parse(lines: readonly string[]): RawReport | null;
}
