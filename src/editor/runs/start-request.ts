import { isAbsolute } from 'node:path';
import type { Complexity, Role } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';

/** What is really used in a run: what was suggested, a person's hands, or something else. */
export type Used =
  | { readonly kind: 'suggestion'; readonly agent: string | null }
  | { readonly kind: 'hand' }
  | {
      readonly kind: 'other';
      readonly agent: string | null;
      readonly modelName: string | null;
      readonly promptId: string | null;
    };

/** The argument of `learningLoop.startRun`, for callers that ask nobody. */
export interface StartRunRequest {
  readonly goal: string;
  /** An opened folder; needed when there are several. */
  readonly folder?: string;
  readonly taskSlug?: string;
  /** Default `coder`. */
  readonly role?: Role;
  readonly complexity?: Complexity;
  /** Default: the suggestion, by an agent that is not known. */
  readonly used?: Used;
}

const roles: readonly Role[] = ['coder', 'fixer', 'judge'];
const complexities: readonly Complexity[] = ['easy', 'medium', 'hard'];

/**
 * Checks the argument that other code gave.
 * @throws {UserError} that says what is wrong with it
 */
export function toStartRunRequest(argument: unknown): StartRunRequest {
  const given = asRecord(argument, 'The argument of Start Run');
  const goal = textIn(given, 'goal');
  if (goal === null || goal.trim() === '') throw new UserError('Start Run needs a `goal`.');
  const folder = textIn(given, 'folder');
  if (folder !== null && !isAbsolute(folder)) throw new UserError('`folder` must be an absolute path.');
  const taskSlug = textIn(given, 'taskSlug');
  const role = choiceIn(given, 'role', roles);
  const complexity = choiceIn(given, 'complexity', complexities);
  return {
    goal: goal.trim(),
    ...(folder === null ? {} : { folder }),
    ...(taskSlug === null ? {} : { taskSlug }),
    ...(role === null ? {} : { role }),
    ...(complexity === null ? {} : { complexity }),
    ...(given['used'] === undefined ? {} : { used: toUsed(given['used']) }),
  };
}

function toUsed(value: unknown): Used {
  const given = asRecord(value, '`used`');
  const agent = textIn(given, 'agent');
  switch (choiceIn(given, 'kind', ['suggestion', 'hand', 'other'] as const)) {
    case 'suggestion':
      return { kind: 'suggestion', agent };
    case 'hand':
      return { kind: 'hand' };
    case 'other':
      return {
        kind: 'other',
        agent,
        modelName: textIn(given, 'modelName'),
        promptId: textIn(given, 'promptId'),
      };
    case null:
      throw new UserError('`used` needs a `kind`: suggestion, hand or other.');
  }
}

function asRecord(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new UserError(`${name} must be an object.`);
  return { ...value };
}

function textIn(given: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = given[key] ?? null;
  if (value !== null && typeof value !== 'string') throw new UserError(`\`${key}\` must be a text.`);
  return value;
}

function choiceIn<T extends string>(
  given: Readonly<Record<string, unknown>>,
  key: string,
  choices: readonly T[],
): T | null {
  const value = given[key] ?? null;
  if (value === null) return null;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new UserError(`\`${key}\` must be one of ${choices.join(', ')}.`);
  return choice;
}
