export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help, for a string option. */
  readonly placeholder?: string;
  readonly help: string;
}

/** One call of a command, its arguments checked against what the command declares. */
export interface CommandCall {
  /** The folder that holds `.agent`. */
  readonly root: string;
  /** As many as the command declares. */
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  print(line: string): void;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** All are required, in this order. */
  readonly positionals: readonly { readonly name: string; readonly help: string }[];
  readonly options: Readonly<Record<string, CommandOption>>;
  /** What a person should know before running it; wrapped at 80 columns. */
  readonly details: string;
  /** Prints its result; throws a UserError to fail. */
  run(call: CommandCall): void;
}
