import type { Complexity, Role } from '../../learning/runs/run.js';

/** A task written down in `.agent/tasks/*.yaml`. */
export interface DesignCard {
  /** Short name of the task, never blank. */
  readonly name: string;
  /** What should be true in the end, at least one; the name in words when the card has none. */
  readonly goals: readonly string[];
  /** How a person will see that it is done; default none. */
  readonly acceptance: readonly string[];
  /** What must not be done or must stay as it is; default none. */
  readonly constraints: readonly string[];
  /** Files, folders and patterns that may be edited, from the root of the workspace; empty means all of it. */
  readonly allowedPaths: readonly string[];
  /** Default `coder`. */
  readonly role: Role;
  /** Null when the card does not say. */
  readonly complexity: Complexity | null;
  /** Most US dollars that a run may cost with all its attempts; null when the card does not say. */
  readonly budgetUsd: number | null;
  /** Whether documentation may be looked up; default false. */
  readonly web: boolean;
  /** The library whose documentation to look in; null when the card does not say. */
  readonly library: string | null;
  /** Command lines that must succeed afterwards; default none. */
  readonly checks: readonly string[];
}

/** Something wrong with a card, and where: lines and columns count from 1, the end is exclusive. */
export interface CardProblem {
  /** A card with an error cannot be run, one with warnings can. */
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** A card, or null where it has errors. Errors come before warnings, both in the order of the text. */
export interface CardResult {
  readonly card: DesignCard | null;
  readonly problems: readonly CardProblem[];
}
