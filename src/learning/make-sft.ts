import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExportOptions } from './dataset/export-options.js';
import {
  hostedInWords,
  leftOutInWords,
  replacedInWords,
  type ExportedFile,
  type ExportReport,
} from './dataset/export-report.js';
import { formatNames, type FormatName } from './dataset/formats.js';
import { readinessInWords } from './dataset/readiness.js';
import { SftExporter } from './dataset/sft-exporter.js';
import { ledgerRoot } from './repo-root.js';
import { loadSqlite } from './sqlite/load.js';
import { UserError } from './user-error.js';

const usage = `Exports what worked as training data: .agent/sft/coder_sft.jsonl, fixer_sft.jsonl and judge_sft.jsonl.

usage: node make-sft.cjs [FOLDER] [options]

  FOLDER              a folder of the repository; the current one by default
  --min-reward=R      only runs whose reward is at least R, 0 to 1 (default 0.7)
  --limit=N           at most N examples a file, the newest (default 1000)
  --format=NAME       sft (instruction, input, output; the default), openai (chats), completion,
                      kto (kept or not) or dpo (kept against rejected)
  --validation=SHARE  hold back up to this share, 0 to 0.5, by task and file (default 0)
  --max-tokens=N      leave longer examples out (default 8192, estimated)
  --seed=N            decides what is held back (default 1)
  --local-only        leave out what is not known to come from a local model or a person

Every line says which model wrote it. Secrets and personal details are taken out once more.`;

/** The command's way of saying that it was called wrongly. */
class UsageError extends UserError {
  override readonly name = 'UsageError';
}

interface Call {
  readonly folder: string;
  readonly options: ExportOptions;
}

async function main(args: readonly string[]): Promise<void> {
  const call = parse(args);
  if (call === undefined) {
    console.log(usage);
    return;
  }
  await loadSqlite();
  const report = new SftExporter(ledgerRoot(call.folder)).export(call.options);
  for (const line of reportInWords(report)) console.log(line);
  const hosted = hostedInWords(report.models);
  if (hosted !== '')
    console.error(
      `Written by models that run elsewhere: ${hosted}. The terms of some forbid training other models on their output; --local-only leaves them out.`,
    );
}

function reportInWords(report: ExportReport): string[] {
  const [leftOut, replaced] = [leftOutInWords(report.leftOut), replacedInWords(report.replaced)];
  return [
    ...report.files.map(fileInWords),
    ...(leftOut === '' ? [] : [`left out: ${leftOut}`]),
    ...(replaced === '' ? [] : [`replaced: ${replaced}`]),
    `described in ${report.card}`,
    ...(report.format === 'sft'
      ? [`to train a coder: ${readinessInWords(examplesFor('coder', report))}`]
      : []),
  ];
}

function examplesFor(role: ExportedFile['role'], { files }: ExportReport): number {
  return files.find((file) => file.role === role)?.examples ?? 0;
}

function fileInWords({ role, path, examples, heldBack, tokens }: ExportedFile): string {
  const size = examples === 0 ? '' : `, about ${tokens} tokens`;
  const held = heldBack === 0 ? '' : `, ${heldBack} of them held back for validation`;
  return `${role}: ${examples} ${examples === 1 ? 'example' : 'examples'} in ${path}${size}${held}`;
}

function parse(args: readonly string[]): Call | undefined {
  const { values, positionals } = parseOrExplain(args);
  if (values.help === true) return undefined;
  if (positionals.length > 1) throw new UsageError('Give one folder at most.');
  return {
    folder: resolve(positionals[0] ?? '.'),
    options: {
      minReward: numberOf(values['min-reward'], '--min-reward is a number from 0 to 1, like 0.7.', 0, 1),
      limit: integerOf(values.limit, '--limit is a whole number of 1 or more, like 1000.', 1),
      format: formatOf(values.format),
      validation: numberOf(values.validation, '--validation is a number from 0 to 0.5, like 0.1.', 0, 0.5),
      maxTokens: integerOf(
        values['max-tokens'],
        '--max-tokens is a whole number of 1 or more, like 8192.',
        1,
      ),
      seed: integerOf(values.seed, '--seed is a whole number, like 1.', Number.MIN_SAFE_INTEGER),
      localOnly: values['local-only'],
    },
  };
}

function numberOf(text: string | undefined, problem: string, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) throw new UsageError(problem);
  return value;
}

function integerOf(text: string | undefined, problem: string, min: number): number | undefined {
  const value = numberOf(text, problem, min, Number.MAX_SAFE_INTEGER);
  if (value !== undefined && !Number.isSafeInteger(value)) throw new UsageError(problem);
  return value;
}

function formatOf(text: string | undefined): FormatName | undefined {
  if (text === undefined) return undefined;
  const known = formatNames.find((name) => name === text);
  if (known === undefined) throw new UsageError(`--format is one of ${formatNames.join(', ')}.`);
  return known;
}

type Parsed = ReturnType<typeof parseFlags>;

function parseFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'min-reward': text,
      limit: text,
      format: text,
      validation: text,
      'max-tokens': text,
      seed: text,
      'local-only': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function parseOrExplain(args: readonly string[]): Parsed {
  try {
    return parseFlags(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UserError ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${usage}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
