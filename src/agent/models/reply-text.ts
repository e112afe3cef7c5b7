/** Far more than any real reply; a server that goes on for ever is stopped there. */
const maxReplyLetters = 4_000_000;

/** A reply while it comes. */
export class ReplyText {
  #text = '';
  readonly #onText: ((piece: string) => void) | undefined;

  constructor(onText: ((piece: string) => void) | undefined) {
    this.#onText = onText;
  }

  /** @returns whether more may come */
  add(piece: string): boolean {
    if (piece === '') return true;
    this.#text += piece;
    this.#onText?.(piece);
    return this.#text.length < maxReplyLetters;
  }

  get text(): string {
    return this.#text;
  }
}
