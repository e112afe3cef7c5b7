import {
  leftOutInWords,
  replacedInWords,
  type ExportPreview,
  type ModelShare,
} from '../../learning/dataset/export-report.js';
import type { FormatName } from '../../learning/dataset/formats.js';
import { readinessInWords } from '../../learning/dataset/readiness.js';
import { roles } from './requests.js';

/** Formats that teach by example; what is known of how many it takes is known of these. */
const byExample: ReadonlySet<FormatName> = new Set<FormatName>(['sft', 'openai', 'completion']);

const origins = {
  local: 'on this machine, or by hand',
  hosted: 'elsewhere: look at its terms',
  unknown: 'not known',
};

/** What an export would consist of, as Markdown for a person who decides about it. */
export function previewText(preview: ExportPreview): string {
  const { byRole, format, leftOut, models, replaced, samples } = preview;
  return [
    '# Training data, before it is exported',
    'Nothing is written yet, and nothing leaves this machine.',
    table(
      ['file', 'examples'],
      roles.map((role) => [`${role}_${format}.jsonl`, String(byRole[role])]),
    ),
    ...(byExample.has(format) ? [`To train a coder: ${readinessInWords(byRole.coder)}`] : []),
    '## Left out',
    leftOutInWords(leftOut) || 'Nothing.',
    '## Taken out of the texts',
    `${replacedInWords(replaced) || 'Nothing was found'}. Texts were cleaned when they were recorded, too. No rule finds everything: read the samples.`,
    '## Written by',
    table(['model', 'runs', 'examples'], models.map(modelRow)),
    '## Samples, as they would be written',
    ...samples.flatMap(({ role, line }) => [`### ${role}`, fenced(indented(line))]),
    '',
  ].join('\n\n');
}

/** Whose work is not known to be free of anybody's terms, `gpt-4o (12 examples), not known (1 example)`; empty where all is. */
export function notLocalInWords(models: readonly ModelShare[]): string {
  return models
    .filter(({ origin }) => origin !== 'local')
    .map(({ model, examples }) => `${model ?? 'not known'} (${countInWords(examples)})`)
    .join(', ');
}

export function countInWords(examples: number): string {
  return `${examples} ${examples === 1 ? 'example' : 'examples'}`;
}

function modelRow({ model, origin, examples }: ModelShare): string[] {
  return [model ?? 'not known', origins[origin], String(examples)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/[|\r\n]/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function indented(line: string): string {
  return JSON.stringify(JSON.parse(line), null, 2);
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}
