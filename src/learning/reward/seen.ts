import type { CheckSource, CommandEvidence } from '../../evidence/evidence.js';

/** Where something was seen. */
export interface Origin {
  /** Besides checks: live diagnostics, a program that recorded the run, a person, and what became of the edits. */
  readonly source: CheckSource | 'diagnostics' | 'caller' | 'person' | 'edits';
  /** The command, task or report; null for sources that have no name. */
  readonly label: string | null;
  /** UTC, ISO 8601; null when not known. */
  readonly at: string | null;
}

/** Something that was seen of a run, in words too, e.g. `18/20`. */
export interface Seen<T> {
  readonly value: T;
  readonly words: string;
  readonly origins: readonly Origin[];
}

export function originOf({ source, label, at }: CommandEvidence): Origin {
  return { source, label, at };
}

/** `1 line`, `3 lines` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
