import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ledgerRoot } from '../learning/repo-root.js';
import type { Command, CommandCall } from './command.js';
import { optionsOf } from './help.js';
import { UsageError } from './usage-error.js';

type Values = CommandCall['values'];

/**
 * Checks a command's arguments; `help` when its explanation was asked for.
 * @throws {UsageError} naming what is wrong
 */
export function parseCall(command: Command, args: readonly string[]): 'help' | Omit<CommandCall, 'print'> {
  const { values, positionals } = parsed(command, args);
  if (values['help'] === true) return 'help';
  const missing = command.positionals[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing.name} is missing: ${missing.help}.`);
  const surplus = positionals[command.positionals.length];
  if (surplus !== undefined && command.positionals.at(-1)?.isRepeated !== true)
    throw new UsageError(`"${surplus}" is one argument too many. Quote what belongs together.`);
  return { root: rootOf(values), positionals, values };
}

function parsed(command: Command, args: readonly string[]): { values: Values; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(optionsOf(command)).map(([name, { type }]) => [name, { type }] as const),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { values: Object.fromEntries(Object.entries(values).filter(isSingle)), positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** No option can be given several times, so every value is one. */
function isSingle(entry: [string, unknown]): entry is [string, string | boolean] {
  return typeof entry[1] === 'string' || typeof entry[1] === 'boolean';
}

function rootOf(values: Values): string {
  const folder = resolve(typeof values['root'] === 'string' ? values['root'] : '.');
  try {
    return ledgerRoot(folder);
  } catch {
    throw new UsageError(`There is no folder ${folder}.`);
  }
}

/** A whole number of 1 or more, or `fallback` when the option was not given. */
export function countOption(call: CommandCall, name: string, fallback: number): number {
  const value = call.values[name];
  if (value === undefined) return fallback;
  const count = Number(value);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new UsageError(`--${name} is a whole number of 1 or more.`);
  return count;
}
