import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import { confirm } from '../runs/run-messages.js';
import type { Review, ReviewTarget } from './review.js';
import { editCount } from './review-targets.js';
import { amountInWords, warningsInWords } from './review-words.js';

const statusMs = 5000;

type Show = (message: string, button: string) => Thenable<string | undefined>;

const inform: Show = (message, button) => vscode.window.showInformationMessage(message, button);

/** Keeps and rejects, says what was done, and offers to undo it. */
export class EditJudge {
  readonly #review: Review;
  #acts = 0;

  constructor(review: Review) {
    this.#review = review;
  }

  /** Asks first when a whole file that is kept weakens a check. @throws {vscode.CancellationError} */
  async keep(targets: readonly ReviewTarget[]): Promise<void> {
    const amount = this.#amount(targets);
    const whole = targets.filter(({ hunkIds }) => hunkIds === undefined);
    if (whole.length > 0) await this.#askAboutWarnings(whole, amount, 'Keep');
    await this.#review.keep(targets, { bulk: false });
    this.#say(`Kept ${amount}`, targets);
  }

  async reject(targets: readonly ReviewTarget[], reason?: string): Promise<void> {
    const amount = this.#amount(targets);
    await this.#review.reject(targets, { bulk: false, ...(reason === undefined ? {} : { reason }) });
    this.#say(`Rejected ${amount}`, targets);
  }

  /** Asks first when something that is kept weakens a check. @throws {vscode.CancellationError} */
  async keepAll(): Promise<void> {
    const targets = this.#all();
    const amount = this.#amount(targets);
    await this.#askAboutWarnings(targets, amount, 'Keep All');
    await this.#review.keep(targets, { bulk: true });
    this.#say(`Kept ${amount}`, targets);
  }

  async rejectAll(): Promise<void> {
    const targets = this.#all();
    const amount = this.#amount(targets);
    await this.#review.reject(targets, { bulk: true });
    this.#say(`Rejected ${amount}`, targets);
  }

  /** @throws {UserError} when there is nothing to undo */
  async undo(): Promise<void> {
    const label = this.#review.undoLabel;
    if (label === undefined)
      throw new UserError('Nothing was kept or rejected in this window that could be undone.');
    this.#acts += 1;
    await this.#review.undo();
    vscode.window.setStatusBarMessage(`$(discard) Undone: ${label}`, statusMs);
  }

  /** Says what was done, with a button that takes it back, as long as nothing else was done since. */
  offerUndo(message: string, show: Show = inform): void {
    this.#acts += 1;
    const act = this.#acts;
    void show(message, 'Undo').then(async (pressed) => {
      if (pressed === undefined) return;
      if (act === this.#acts) await this.undo();
      else
        void vscode.window.showWarningMessage(
          'Something else was kept or rejected since; nothing was undone.',
        );
    });
  }

  async #askAboutWarnings(targets: readonly ReviewTarget[], amount: string, button: string): Promise<void> {
    await this.#review.warningsKnown();
    const files = targets.map(({ uri }) => this.#review.file(uri)).filter((file) => file !== undefined);
    const warnings = warningsInWords(files);
    if (warnings.length === 0) return;
    await confirm(`Keep ${amount}?`, `Some of it weakens a check:\n${warnings.join('\n')}`, button);
  }

  #say(done: string, targets: readonly ReviewTarget[]): void {
    const [only] = targets;
    if (targets.length === 1 && only?.hunkIds !== undefined) {
      this.#acts += 1;
      vscode.window.setStatusBarMessage(`$(check) ${done}`, statusMs);
    } else {
      this.offerUndo(`${done}.`);
    }
  }

  #all(): ReviewTarget[] {
    const targets = this.#review.files().map(({ uri }) => ({ uri }));
    if (targets.length === 0) throw new UserError('Nothing is pending.');
    return targets;
  }

  #amount(targets: readonly ReviewTarget[]): string {
    const paths = targets.map(({ uri }) => this.#review.file(uri)?.path ?? uri.path);
    return amountInWords(editCount(this.#review, targets), paths);
  }
}
