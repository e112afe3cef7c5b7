import type { Command } from './command.js';
import { optionsOf } from './help.js';

/** For bash: names of commands and options, else files. */
export function bashScript(commands: readonly Command[]): string {
  return [
    '_learning_loop() {',
    '  local words="" current="${COMP_WORDS[COMP_CWORD]}"',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    words=${quoted(commands.map(({ name }) => name).join(' '))}`,
    '  else',
    '    case "$current" in -*)',
    '      case "${COMP_WORDS[1]}" in',
    ...commands.map((command) => `        ${command.name}) words=${quoted(flags(command).join(' '))} ;;`),
    '      esac ;;',
    '    esac',
    '  fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _learning_loop learning-loop',
  ].join('\n');
}

/** For zsh: the same with what each is for. */
export function zshScript(commands: readonly Command[]): string {
  return [
    '#compdef learning-loop',
    '_learning_loop() {',
    '  local -a commands',
    '  commands=(',
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`),
    '  )',
    '  if (( CURRENT == 2 )); then',
    '    _describe command commands',
    '    return',
    '  fi',
    '  case $words[2] in',
    ...commands.map((command) => `    ${command.name}) _arguments ${zshArguments(command)} ;;`),
    '  esac',
    '}',
    'compdef _learning_loop learning-loop',
  ].join('\n');
}

/** For fish: the same. */
export function fishScript(commands: readonly Command[]): string {
  return commands
    .flatMap((command) => [
      `complete -c learning-loop -n __fish_use_subcommand -f -a ${command.name} -d ${quotedForFish(command.summary)}`,
      ...Object.entries(optionsOf(command)).map(([name, { type, help }]) =>
        [
          `complete -c learning-loop -n '__fish_seen_subcommand_from ${command.name}' -l ${name}`,
          ...(type === 'string' ? ['-r'] : []),
          `-d ${quotedForFish(help)}`,
        ].join(' '),
      ),
    ])
    .join('\n');
}

function flags(command: Command): string[] {
  return Object.keys(optionsOf(command)).map((name) => `--${name}`);
}

function zshArguments(command: Command): string {
  const options = Object.entries(optionsOf(command)).map(([name, { type, placeholder, help }]) =>
    quoted(
      `--${name}[${help.replace(/[\][:\\]/g, '\\$&')}]${type === 'string' ? `:${placeholder ?? name}:_files` : ''}`,
    ),
  );
  return [...options, "'*:file:_files'"].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function quotedForFish(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
