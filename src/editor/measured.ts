import { measureNames, optionRows, overallRows } from '../learning/measured/measurement-words.js';
import type { Measurement } from '../learning/measured/expected-and-measured.js';
import type { AsyncEngine } from '../engine/engine-client.js';
import { UserError } from '../learning/user-error.js';
import type { Ledgers } from './ledger/ledgers.js';
import type { Places } from './ledger/places.js';
import type { ShownTexts } from './tuning/shown-texts.js';

export interface MeasuredParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly texts: ShownTexts;
}

/** Shows what the extension is said to change beside what is measured in a folder. @throws {UserError} without a ledger */
export async function showMeasured({ engine, places, ledgers, texts }: MeasuredParts): Promise<void> {
  const place = await places.choose('Whose measurements?');
  if ((await ledgers.read(place)) === null)
    throw new UserError(`There is no run in “${place.folder.name}” yet, so there is nothing to measure.`);
  await texts.show('Expected and Measured.md', measuredText(await engine.measured(place.root)));
}

/** The same as a Markdown document. */
export function measuredText(measured: readonly Measurement[]): string {
  const overall = table(['', 'measured here', 'expected'], overallRows(measured));
  const options = (['prompt', 'model'] as const).flatMap((chooser) => {
    const rows = optionRows(measured, chooser);
    return rows.length === 0
      ? []
      : ['', ...table([chooser, measureNames.winRate, measureNames.costUsd], rows)];
  });
  return [
    '# Expected and measured',
    '',
    'Each value stands with its 95 % interval, or with how many runs are still missing.',
    'A convention is broken by a run that introduces a lint, schema or boundary error.',
    '',
    ...overall,
    ...options,
    '',
  ].join('\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/[|\\]/g, '\\$&').replace(/\s+/g, ' ')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}
