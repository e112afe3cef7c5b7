import * as vscode from 'vscode';
import type { JournalStep, SendPreview } from '../../agent/run/ports.js';
import type { AttemptResult } from '../../agent/run/run-result.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { percent } from '../../learning/share-in-words.js';

const stepWords: Readonly<Partial<Record<JournalStep, string>>> = {
  'laying down': 'Writing the edits',
  'rolling back': 'The checks failed: putting the files back',
  reviewing: 'Waiting for your word on the edits',
};

/** What our agent says and does, as a page that grows while it comes: Markdown in the Output view. */
export class RunOutput implements Feature {
  readonly name = 'agent output';
  #channel: vscode.OutputChannel | undefined;

  register(): Disposable {
    return {
      dispose: () => this.#channel?.dispose(),
    };
  }

  /** @param keepsFocus whether the person goes on typing where they are */
  show(keepsFocus = true): void {
    this.#shown().show(keepsFocus);
  }

  begin(task: string): void {
    this.#line(`\n# ${task} (${new Date().toLocaleTimeString()})\n`);
    this.show();
  }

  chosen(lines: readonly string[]): void {
    for (const line of lines) this.#line(`- ${line}`);
  }

  sends({ host, bytes, quoted, model, secretsReplaced, keptBack }: SendPreview): void {
    this.#line(`\n## ${model} at ${host}\n`);
    this.#line(`Sent ${(bytes / 1024).toFixed(1)} KB to ${host}: ${quoted.join(', ') || 'the task alone'}.`);
    if (secretsReplaced > 0) this.#line(`Secrets replaced: ${secretsReplaced}.`);
    if (keptBack.length > 0) this.#line(`Kept back: ${keptBack.join(', ')}.`);
    this.#line('');
  }

  text(piece: string): void {
    this.#shown().append(printable(piece));
  }

  step(step: JournalStep): void {
    const words = stepWords[step];
    if (words !== undefined) this.#line(`\n> ${words} …`);
  }

  /** @param words such as `npm test: 8 passed` */
  checked(words: string): void {
    this.#line(`- ${words}`);
  }

  /** What became of one attempt. */
  ended({ costTokens, costUsd, files, judgement, refusals, withheld }: AttemptResult): void {
    const cost = costUsd === null || costUsd === 0 ? '' : `, $${costUsd.toFixed(4)}`;
    this.#line(`\n---\n`);
    this.#line(`${costTokens} tokens${cost}`);
    for (const file of files) this.#line(`- changed: ${file}`);
    for (const { path, message } of refusals) this.#line(`- refused: ${path ?? 'an edit'}: ${message}`);
    for (const file of withheld) this.#line(`- not changed, as you said: ${file}`);
    if (judgement !== null) {
      this.#line(`- keep ${percent(judgement.share)}`);
      for (const reason of judgement.reasons) this.#line(`- ${reason}`);
    }
  }

  failed(message: string): void {
    this.#line(`\n> ${message}`);
  }

  #line(text: string): void {
    this.#shown().appendLine(printable(text));
  }

  #shown(): vscode.OutputChannel {
    this.#channel ??= vscode.window.createOutputChannel('Learning Loop Agent', 'markdown');
    return this.#channel;
  }
}

/** What a model or a repository says must not steer the view; line ends and tabs may stay. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ');
}
