import type { Role } from '../runs/run.js';
import type { FormatName } from './formats.js';
import type { LeftOut } from './learnable.js';
import type { Origin } from './model-origin.js';

export interface ExportedFile {
  readonly role: Role;
  readonly path: string;
  readonly examples: number;
  /** Of these, in the file for validation. */
  readonly heldBack: number;
  /** All examples together, estimated. */
  readonly tokens: number;
}

export interface ModelShare {
  /** Null where it is not known who wrote it. */
  readonly model: string | null;
  readonly origin: Origin;
  readonly examples: number;
}

/** What an export would consist of, or consists of. */
export interface ExportSummary {
  readonly format: FormatName;
  readonly examples: number;
  /** How many were left out, by reason. */
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** How many secrets and personal details were replaced, by kind. */
  readonly replaced: Readonly<Record<string, number>>;
  /** Whose work it is, most examples first. */
  readonly models: readonly ModelShare[];
}

export interface ExportReport extends ExportSummary {
  readonly files: readonly ExportedFile[];
  /** The file that describes the others. */
  readonly card: string;
}

export interface ExportPreview extends ExportSummary {
  readonly byRole: Readonly<Record<Role, number>>;
  /** Some lines, as they would be written. */
  readonly samples: readonly { readonly role: Role; readonly line: string }[];
}

const reasons: Readonly<Record<LeftOut, string>> = {
  score: 'without a score, or with too low a one',
  rejected: 'rejected',
  checks: 'a required check was red',
  weakened: 'weakened a check',
  unreadable: 'could not be read',
  hosted: 'not known to be of a local model',
  duplicate: 'nearly the same as another',
  length: 'too long',
  unjudged: 'nobody said whether it was kept',
  alone: 'rejected, with nothing kept at the same task',
  limit: 'beyond the limit',
};

/** `12 with too low a score, 3 rejected`; empty where nothing was left out. */
export function leftOutInWords(leftOut: ExportSummary['leftOut']): string {
  return Object.entries(reasons)
    .flatMap(([reason, words]) => {
      const count = Object.entries(leftOut).find(([name]) => name === reason)?.[1] ?? 0;
      return count === 0 ? [] : [`${count} ${words}`];
    })
    .join(', ');
}

/** `email 3, secret:aws 1`; empty where nothing was replaced. */
export function replacedInWords(replaced: ExportSummary['replaced']): string {
  return Object.entries(replaced)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

/** Whom to warn of: models that run at a company, `gpt-4o (12 examples)`; empty where there are none. */
export function hostedInWords(models: readonly ModelShare[]): string {
  return models
    .filter(({ origin }) => origin === 'hosted')
    .map(
      ({ model, examples }) =>
        `${model ?? 'unknown'} (${examples} ${examples === 1 ? 'example' : 'examples'})`,
    )
    .join(', ');
}
