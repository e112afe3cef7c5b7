import type { Role } from '../../learning/runs/run.js';
import { formatNames, type FormatName } from '../../learning/dataset/formats.js';
import { UserError } from '../../learning/user-error.js';

interface InFolder {
  /** Path of an opened folder or of its repository; may be left out where there is only one. */
  readonly folder: string | undefined;
}

/** What other code says to export without being asked. */
export interface ExportArgument extends InFolder {
  readonly format: FormatName;
  /** Whether work of models that run elsewhere, or of nobody knows whom, is in it; only on an explicit word. */
  readonly includesHosted: boolean;
}

export interface PrepareArgument extends InFolder {
  readonly base: string;
  readonly role: Role;
}

export interface TunedArgument extends InFolder {
  readonly adapterFile: string;
  readonly base: string;
  readonly name: string;
}

export const roles: readonly Role[] = ['coder', 'fixer', 'judge'];

/** @throws {UserError} when the argument is something else */
export function toExportArgument(argument: unknown): ExportArgument {
  const given = fieldsOf(argument);
  const format = formatNames.find((name) => name === (given['format'] ?? 'sft'));
  if (format === undefined) throw new UserError(`\`format\` is one of ${formatNames.join(', ')}.`);
  const includesHosted = given['includesHosted'] ?? false;
  if (typeof includesHosted !== 'boolean') throw new UserError('`includesHosted` is true or false.');
  return { folder: optionalText(given, 'folder'), format, includesHosted };
}

/** @throws {UserError} when the argument is something else */
export function toPrepareArgument(argument: unknown): PrepareArgument {
  const given = fieldsOf(argument);
  const role = roles.find((name) => name === (given['role'] ?? 'coder'));
  if (role === undefined) throw new UserError(`\`role\` is one of ${roles.join(', ')}.`);
  return { folder: optionalText(given, 'folder'), base: text(given, 'base'), role };
}

/** @throws {UserError} when the argument is something else */
export function toTunedArgument(argument: unknown): TunedArgument {
  const given = fieldsOf(argument);
  return {
    folder: optionalText(given, 'folder'),
    adapterFile: text(given, 'adapterFile'),
    base: text(given, 'base'),
    name: text(given, 'name'),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(argument: unknown): Fields {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument))
    throw new UserError('The argument is an object.');
  return Object.fromEntries(Object.entries(argument));
}

function text(given: Fields, key: string): string {
  const value = optionalText(given, key);
  if (value === undefined) throw new UserError(`\`${key}\` is missing.`);
  return value;
}

function optionalText(given: Fields, key: string): string | undefined {
  const value = given[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.trim() === '') throw new UserError(`\`${key}\` is a text.`);
  return value;
}
