import type { Chooser } from '../choice/arm.js';

/** What a run or an update settles: an open decision, or a choice that the other of the two has settled already. */
export type Settles =
  | { readonly kind: 'decision'; readonly decision: number }
  | { readonly kind: 'settled'; readonly pull: number | undefined }
  | { readonly kind: 'nothing' };

interface Choices {
  /** Decisions nobody has settled, oldest first. */
  readonly open: number[];
  /** Choices that a run settled and an update may still echo. */
  awaitingUpdate: number;
  /** Pulls of updates that a run may still claim, oldest first. */
  awaitingRun: number[];
}

/**
 * Pairs each choice with what settles it. A choice is settled once, by `recordRun` or by an update, whichever comes
 * first; the other one, when it follows, is about the same choice and must not count again.
 */
export class OpenChoices {
  readonly #choices = new Map<string, Choices>();

  chosen(chooser: Chooser, arm: string, decision: number): void {
    const choices = this.#of(chooser, arm);
    if (choices.open.length === 0) {
      // Whoever chooses again without the other half of the last choice is not going to send it.
      choices.awaitingUpdate = 0;
      choices.awaitingRun = [];
    }
    choices.open.push(decision);
  }

  /** A run that used the arm is being recorded. */
  forRun(chooser: Chooser, arm: string): Settles {
    const choices = this.#of(chooser, arm);
    const decision = choices.open.shift();
    if (decision !== undefined) {
      choices.awaitingUpdate += 1;
      return { kind: 'decision', decision };
    }
    const pull = choices.awaitingRun.shift();
    return pull === undefined ? { kind: 'nothing' } : { kind: 'settled', pull };
  }

  /** The arm is updated directly. When it settles a decision, tell `updated` which pull came of it. */
  forUpdate(chooser: Chooser, arm: string): Settles {
    const choices = this.#of(chooser, arm);
    const decision = choices.open.shift();
    if (decision !== undefined) return { kind: 'decision', decision };
    if (choices.awaitingUpdate === 0) return { kind: 'nothing' };
    choices.awaitingUpdate -= 1;
    return { kind: 'settled', pull: undefined };
  }

  updated(chooser: Chooser, arm: string, pull: number): void {
    this.#of(chooser, arm).awaitingRun.push(pull);
  }

  #of(chooser: Chooser, arm: string): Choices {
    const key = `${chooser} ${arm}`;
    const known = this.#choices.get(key);
    if (known !== undefined) return known;
    const fresh: Choices = { open: [], awaitingUpdate: 0, awaitingRun: [] };
    this.#choices.set(key, fresh);
    return fresh;
  }
}
