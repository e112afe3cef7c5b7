import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { CardProblem } from './design-card.js';

/** Longer cards are a mistake, or meant to slow the editor down. */
const maxChars = 256 * 1024;

/** A card's YAML with the places of everything in it. */
export class CardText {
  readonly #document: Document;
  readonly #lines = new LineCounter();
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    const read = text.length > maxChars ? '' : text;
    this.#document = parseDocument(read, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** Why it cannot be read as a list of fields; empty where it can. */
  syntaxProblems(): CardProblem[] {
    if (this.#length > maxChars) return [this.#problem('error', 0, 0, 'This is too long for a design card.')];
    if (this.#document.errors.length > 0) {
      return this.#document.errors.map(({ pos: [start, end], message }) =>
        this.#problem('error', start, end, message),
      );
    }
    if (this.fields() !== null) return [];
    return [
      this.problem(
        'error',
        this.#document.contents,
        'A design card is a list of fields, such as `name: my-task`.',
      ),
    ];
  }

  /** The pairs of name and value; null where the text is something else. */
  fields(): readonly Pair[] | null {
    const { contents } = this.#document;
    return isMap(contents) ? contents.items : null;
  }

  /** The node that an alias stands for, and any other as it is. */
  resolve(value: unknown): Node | null {
    if (isAlias(value)) return value.resolve(this.#document) ?? null;
    return isNode(value) ? value : null;
  }

  /** The texts of a list, or of one that was written without a list; null where something else is in it. */
  texts(value: Node | null): readonly { readonly text: string | null; readonly node: Node | null }[] {
    const items = isSeq(value) ? value.items.map((item) => this.resolve(item)) : [value];
    return items.map((node) => ({ text: textOf(node), node }));
  }

  /** @param node where it is; the beginning of the text when null */
  problem(severity: CardProblem['severity'], node: unknown, message: string): CardProblem {
    const [start, end] = (isNode(node) ? node.range : undefined) ?? [0, 0];
    return this.#problem(severity, start, end, message);
  }

  #problem(severity: CardProblem['severity'], start: number, end: number, message: string): CardProblem {
    const [from, to] = [this.#lines.linePos(start), this.#lines.linePos(Math.max(start, end))];
    // Before the first line is counted the library answers with line 0.
    const line = Math.max(1, from.line);
    return {
      severity,
      line,
      column: Math.max(1, from.col),
      endLine: Math.max(line, to.line),
      endColumn: Math.max(1, to.col),
      message,
    };
  }
}

/** A text that says something, without blanks around it; null for anything else. */
export function textOf(node: Node | null): string | null {
  const value = isScalar(node) ? node.value : null;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
