import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DesignCard } from '../../agent/cards/design-card.js';
import { parseDesignCard } from '../../agent/cards/parse-card.js';
import { UsageError } from '../usage-error.js';

/**
 * The card in a file, or of a name in `.agent/tasks`.
 * @throws {UsageError} with every problem and its place
 */
export function readCard(root: string, named: string): DesignCard {
  const places = [
    resolve(named),
    ...['', '.yaml', '.yml'].map((end) => join(root, '.agent', 'tasks', named + end)),
  ];
  const file = places.find((place) => existsSync(place));
  if (file === undefined)
    throw new UsageError(
      `There is no design card ${named}, neither as a file nor in ${join(root, '.agent', 'tasks')}.`,
    );
  const { card, problems } = parseDesignCard(textOf(file));
  const messages = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  if (card === null) throw new UsageError(messages.join('\n'));
  for (const message of messages) process.stderr.write(`${message}\n`);
  return card;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
