import { version } from '../../package.json';
import { loadSqlite } from '../learning/sqlite/load.js';
import { UserError } from '../learning/user-error.js';
import { commands } from './commands.js';
import { explanation, overview } from './help.js';
import { parseCall } from './parse-call.js';
import { UsageError } from './usage-error.js';

const exitCode = { failed: 1, usage: 2 };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) throw new UsageError(overview(commands));
  if (name === '--version') {
    print(version);
    return;
  }
  if (name === '--help' || name === 'help') {
    print(overview(commands));
    return;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw new UsageError(`There is no command "${name}".\n\n${overview(commands)}`);
  const call = parseCall(command, args);
  if (call === 'help') {
    print(explanation(command));
    return;
  }
  await loadSqlite();
  command.run({ ...call, print });
}

// `learning-loop runs | head` closes the pipe early, which is no failure.
process.stdout.on('error', () => process.exit());

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof UserError ? error.message : unexpected(error)}\n`);
  process.exitCode = error instanceof UsageError ? exitCode.usage : exitCode.failed;
});

function unexpected(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something went wrong that should not have. Please report this:\n${detail}`;
}
