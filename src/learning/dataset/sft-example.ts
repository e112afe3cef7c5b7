import type { Role } from '../runs/run.js';

/** What one line of an export is made of. */
export interface Example {
  readonly role: Role;
  readonly input: string;
  readonly output: string;
  /** Who wrote the code in it; null when not known. */
  readonly model: string | null;
  readonly task: string;
  /** Files it is about, so that none is on both sides of a split. */
  readonly files: readonly string[];
}

/** An example with the word of the person who saw it. */
export interface JudgedExample extends Example {
  readonly isKept: boolean;
}

/** Two answers to one question. */
export interface Preference extends Example {
  /** The answer that was not kept. */
  readonly rejected: string;
}

/** What is asked of each role, the same in every example. */
export const instructions: Readonly<Record<Role, string>> = {
  coder: 'Write the code for the specification.',
  fixer: 'Write the patch that fixes the diagnostics.',
  judge: 'Judge the code and answer with a verdict.',
};
