export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help, for a string option. */
  readonly placeholder?: string;
  readonly help: string;
}

interface CommandPositional {
  readonly name: string;
  readonly help: string;
  /** Whether there may be more than one; only for the last. */
  readonly isRepeated?: true;
}

/** What a command prints with --json, by names that later versions keep. */
export interface JsonOutput {
  /** `an object` or `a list of objects`, with exceptions. */
  readonly prints: string;
  /** The fields of the object, or of each in the list, and what they are. */
  readonly fields: Readonly<Record<string, string>>;
}

/** One call of a command, its arguments checked against what the command declares. */
export interface CommandCall {
  /** The folder that holds `.agent`. */
  readonly root: string;
  /** As many as the command declares, or more where the last may be repeated. */
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  print(line: string): void;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** All are required, in this order. */
  readonly positionals: readonly CommandPositional[];
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Null for a command that prints for a program in another form. */
  readonly json: JsonOutput | null;
  /** What a person should know before running it; wrapped at 80 columns. */
  readonly details: string;
  /**
   * Called by agents at each step of their work: quickly, so it has no database, and an exit code other than 0 would stop
   * them.
   */
  readonly isHook?: true;
  /** Prints its result; throws a UserError to fail. */
  run(call: CommandCall): void | Promise<void>;
}

/** Commands that help lists together. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}
