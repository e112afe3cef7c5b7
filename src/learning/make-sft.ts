import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SftExporter, type SftFile } from './dataset/sft-exporter.js';
import { ledgerRoot } from './repo-root.js';
import { loadSqlite } from './sqlite/load.js';
import { UserError } from './user-error.js';

const usage = `Exports what worked as training data: .agent/sft/coder_sft.jsonl, fixer_sft.jsonl and judge_sft.jsonl.

usage: node make-sft.cjs [FOLDER] [--min-reward=0.7] [--limit=1000]

  FOLDER          a folder of the repository; the current one by default
  --min-reward=R  only runs whose reward is at least R, 0 to 1
  --limit=N       at most N examples a file, the newest

Every line has instruction, input and output. Secrets and personal details are taken out once more.`;

/** The command's way of saying that it was called wrongly. */
class UsageError extends UserError {
  override readonly name = 'UsageError';
}

async function main(args: readonly string[]): Promise<void> {
  const options = parse(args);
  if (options === undefined) {
    console.log(usage);
    return;
  }
  await loadSqlite();
  const { folder, minReward, limit } = options;
  const files = new SftExporter(ledgerRoot(folder)).export({ minReward, limit });
  for (const file of files) console.log(described(file));
}

function parse(args: readonly string[]): { folder: string; minReward: number; limit: number } | undefined {
  const { values, positionals } = parseOrExplain(args);
  if (values.help === true) return undefined;
  if (positionals.length > 1) throw new UsageError('Give one folder at most.');
  const minReward = Number(values['min-reward'] ?? 0.7);
  if (!(minReward >= 0 && minReward <= 1))
    throw new UsageError('--min-reward is a number from 0 to 1, like 0.7.');
  const limit = Number(values.limit ?? 1000);
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new UsageError('--limit is a whole number of 1 or more, like 1000.');
  return { folder: resolve(positionals[0] ?? '.'), minReward, limit };
}

type Parsed = ReturnType<typeof parseFlags>;

function parseFlags(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'min-reward': { type: 'string' },
      limit: { type: 'string' },
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

function described({ role, path, examples, unreadable, replaced }: SftFile): string {
  const left = unreadable === 0 ? '' : `, ${unreadable} left out because they could not be read`;
  const total = Object.values(replaced).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(replaced).map(([kind, count]) => `${kind} ${count}`);
  const taken = total === 0 ? '' : `, replaced: ${kinds.join(', ')}`;
  return `${role}: ${examples} ${examples === 1 ? 'example' : 'examples'} in ${path}${left}${taken}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UserError ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${usage}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
