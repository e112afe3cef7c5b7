import type { Command } from '../command.js';
import { bashScript, fishScript, zshScript } from '../completion-scripts.js';
import { UsageError } from '../usage-error.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** @param commands what is completed, besides this command */
export function completion(commands: readonly Command[]): Command {
  const command: Command = {
    name: 'completion',
    summary: 'Print a script that lets a shell complete commands and options.',
    positionals: [{ name: 'SHELL', help: 'bash, zsh or fish' }],
    options: {},
    json: null,
    details: `bash, in ~/.bashrc:                eval "$(learning-loop completion bash)"
zsh, in ~/.zshrc after compinit:   eval "$(learning-loop completion zsh)"
fish:  mkdir -p ~/.config/fish/completions
       learning-loop completion fish > ~/.config/fish/completions/learning-loop.fish`,
    run(call) {
      const [shell = ''] = call.positionals;
      const script = new Map(Object.entries(scripts)).get(shell);
      if (script === undefined) throw new UsageError('SHELL is one of bash, zsh, fish.');
      call.print(script([...commands, command]));
    },
  };
  return command;
}
