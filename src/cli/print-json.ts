import type { CommandCall } from './command.js';

/** Whether a program wants the answer. */
export function wantsJson({ values }: CommandCall): boolean {
  return values['json'] === true;
}

/** Prints a value for programs. A field that is not known is there all the same, as null. */
export function printJson(call: CommandCall, value: unknown): void {
  call.print(JSON.stringify(value, (_, each: unknown) => each ?? null, 2));
}
