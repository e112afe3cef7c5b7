import type { Command, CommandOption } from './command.js';

/** Options that every command takes. */
export const commonOptions: Readonly<Record<'root' | 'help', CommandOption>> = {
  root: {
    type: 'string',
    placeholder: 'DIR',
    help: 'a folder of the repository; the current folder by default',
  },
  help: { type: 'boolean', help: 'explain the command' },
};

/** The list of commands. */
export function overview(commands: readonly Command[]): string {
  return [
    'Looks into and looks after the experience database of Learning Loop, .agent/experience.db.',
    '',
    'usage: learning-loop COMMAND [options]',
    '',
    ...columns(commands.map((command) => [[command.name, ...names(command)].join(' '), command.summary])),
    '',
    'learning-loop COMMAND --help explains a command; learning-loop --version prints the version.',
  ].join('\n');
}

/** All about one command. */
export function explanation(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions });
  return [
    command.summary,
    '',
    `usage: learning-loop ${[command.name, ...names(command)].join(' ')} [options]`,
    '',
    ...columns([
      ...command.positionals.map(({ name, help }): [string, string] => [name, help]),
      ...options.map(([name, option]): [string, string] => [flag(name, option), option.help]),
    ]),
    '',
    command.details,
  ].join('\n');
}

function names(command: Command): string[] {
  return command.positionals.map(({ name }) => name);
}

function flag(name: string, { placeholder }: CommandOption): string {
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
