import { UserError } from '../../learning/user-error.js';

/** What other code says to look something up without asking anybody. */
export interface LookUpArgument {
  readonly query: string;
  /** Without one only what is kept is searched. */
  readonly library: string | undefined;
  /** Path of an opened folder or of its repository; may be left out where there is only one. */
  readonly folder: string | undefined;
}

/** What other code says to copy or refresh a page. */
export interface PageArgument {
  readonly address: string;
  readonly folder: string | undefined;
}

/** @throws {UserError} when the argument is something else */
export function toLookUpArgument(argument: unknown): LookUpArgument {
  const given = fieldsOf(argument);
  const query = text(given, 'query');
  if (query === undefined) throw new UserError('`query` is missing.');
  return { query, library: text(given, 'library'), folder: text(given, 'folder') };
}

/** @throws {UserError} when the argument is something else */
export function toPageArgument(argument: unknown): PageArgument {
  const given = fieldsOf(argument);
  const address = text(given, 'address');
  if (address === undefined || !URL.canParse(address))
    throw new UserError('`address` is the address of a page, such as https://react.dev/learn.');
  return { address, folder: text(given, 'folder') };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(argument: unknown): Fields {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument))
    throw new UserError('The argument is an object.');
  return Object.fromEntries(Object.entries(argument));
}

function text(given: Fields, key: string): string | undefined {
  const value = given[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.trim() === '') throw new UserError(`\`${key}\` is a text.`);
  return value;
}
