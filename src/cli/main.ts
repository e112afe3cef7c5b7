import { version } from '../../package.json';
import { nearestName } from '../agent/cards/nearest-name.js';
import { loadSqlite } from '../learning/sqlite/load.js';
import { UserError } from '../learning/user-error.js';
import { commandGroups, commands } from './commands.js';
import { explanation, overview } from './help.js';
import { parseCall } from './parse-call.js';
import { UsageError } from './usage-error.js';

const exitCode = { failed: 1, usage: 2 };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(words: readonly string[]): Promise<void> {
  // `learning-loop help runs` is what `learning-loop runs --help` is.
  const [name, ...args] = words[0] === 'help' && words.length > 1 ? [...words.slice(1), '--help'] : words;
  if (name === undefined) throw new UsageError(overview(commandGroups));
  if (name === '--version') {
    print(version);
    return;
  }
  if (name === '--help' || name === 'help') {
    print(overview(commandGroups));
    return;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw noCommand(name);
  const call = parseCall(command, args);
  if (call === 'help') {
    print(explanation(command));
    return;
  }
  if (command.isHook !== true) await loadSqlite();
  await command.run({ ...call, print });
}

// `learning-loop runs | head` closes the pipe early, which is no failure.
process.stdout.on('error', () => process.exit());

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof UserError ? error.message : unexpected(error)}\n`);
  if (commands.find(({ name }) => name === process.argv[2])?.isHook === true) return;
  process.exitCode = error instanceof UsageError ? exitCode.usage : exitCode.failed;
});

function noCommand(name: string): UsageError {
  const known = commands.map((each) => each.name);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? `\n\n${overview(commandGroups)}` : ` Did you mean "${nearest}"?`;
  return new UsageError(`There is no command "${name}".${hint}`);
}

function unexpected(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something went wrong that should not have. Please report this:\n${detail}`;
}
