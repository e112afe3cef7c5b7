import type { Command, CommandGroup, CommandOption, JsonOutput } from './command.js';

/** Options that every command takes. */
const commonOptions: Readonly<Record<'root' | 'help', CommandOption>> = {
  root: {
    type: 'string',
    placeholder: 'DIR',
    help: 'a folder of the repository; the current folder by default',
  },
  help: { type: 'boolean', help: 'explain the command' },
};

/** All options of a command. */
export function optionsOf({ options, json }: Command): Readonly<Record<string, CommandOption>> {
  const own =
    json === null ? options : { ...options, json: { type: 'boolean', help: 'print JSON' } as const };
  return { ...own, ...commonOptions };
}

/** The list of commands. */
export function overview(groups: readonly CommandGroup[]): string {
  const width = widthOf(groups.flatMap(({ commands }) => commands.map(rowOf)));
  return [
    'learning-loop tells how the runs of coding agents came out in this repository, and what works best',
    'here. VS Code records them in .agent/experience.db.',
    '',
    'usage: learning-loop COMMAND [options]',
    '',
    ...groups.flatMap(({ title, commands }) => [`${title}:`, ...columns(commands.map(rowOf), width), '']),
    'learning-loop COMMAND --help explains a command; learning-loop --version prints the version.',
  ].join('\n');
}

/** All about one command. */
export function explanation(command: Command): string {
  const options = Object.entries(optionsOf(command));
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
    ...jsonInWords(command.json),
  ].join('\n');
}

function names(command: Command): string[] {
  return command.positionals.map(({ name, isRepeated }) => (isRepeated === true ? `${name}...` : name));
}

function flag(name: string, { placeholder }: CommandOption): string {
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
}

function rowOf(command: Command): [string, string] {
  return [[command.name, ...names(command)].join(' '), command.summary];
}

function jsonInWords(json: JsonOutput | null): string[] {
  return json === null
    ? []
    : ['', `--json prints ${json.prints}:`, '', ...columns(Object.entries(json.fields))];
}

function widthOf(rows: readonly (readonly [string, string])[]): number {
  return Math.max(...rows.map(([left]) => left.length));
}

function columns(rows: readonly (readonly [string, string])[], width = widthOf(rows)): string[] {
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
