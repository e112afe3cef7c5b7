import * as vscode from 'vscode';

type Changes = readonly vscode.TextDocumentContentChangeEvent[];

/** Beyond this, the text is taken over as a whole. */
const maxQueued = 200;

/**
 * The text of a document as it was before the change that has just been told of, which the editor itself does not keep.
 * Changes are queued and applied only when somebody asks, so that typing costs next to nothing.
 */
export class DocumentText {
  readonly #document: vscode.TextDocument;
  #text: string;
  #queued: Changes[] = [];

  constructor(document: vscode.TextDocument) {
    this.#document = document;
    this.#text = document.getText();
  }

  /** To be called with each change, after `text` was asked for if it is wanted. */
  changed(changes: Changes): void {
    this.#queued.push(changes);
    if (this.#queued.length <= maxQueued) return;
    this.#text = this.#document.getText();
    this.#queued = [];
  }

  /** The text after the changes that were told of so far. */
  get text(): string {
    for (const changes of this.#queued) {
      // Offsets are of the text before all changes of one event, so the last place goes first.
      for (const { rangeOffset, rangeLength, text } of changes.toSorted(lastFirst)) {
        this.#text = this.#text.slice(0, rangeOffset) + text + this.#text.slice(rangeOffset + rangeLength);
      }
    }
    this.#queued = [];
    return this.#text;
  }
}

function lastFirst(one: { rangeOffset: number }, other: { rangeOffset: number }): number {
  return other.rangeOffset - one.rangeOffset;
}

/** A document's text as the bytes that saving it would write. */
export async function encoded(document: vscode.TextDocument, text: string): Promise<Uint8Array> {
  switch (document.encoding) {
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'utf8bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    default:
      return vscode.workspace.encode(text, { encoding: document.encoding });
  }
}
