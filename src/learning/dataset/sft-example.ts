import type { Role } from '../runs/run.js';

/** One line of a supervised fine-tuning file. */
export interface SftExample {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

const instructions: Readonly<Record<Role, string>> = {
  coder: 'Write the code for the specification.',
  fixer: 'Write the patch that fixes the diagnostics.',
  judge: 'Judge the code and answer with a verdict.',
};

/**
 * Makes an example of a recorded prompt and answer. Texts are taken as they are; an object becomes a section a field.
 * @throws {SyntaxError} when either is not JSON
 */
export function sftExample(role: Role, promptJson: string, outputJson: string): SftExample {
  return {
    instruction: instructions[role],
    input: asText(JSON.parse(promptJson)),
    output: asText(JSON.parse(outputJson)),
  };
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value, null, 2);
  return Object.entries(value)
    .map(
      ([field, content]) =>
        `# ${field}\n\n${typeof content === 'string' ? content : JSON.stringify(content, null, 2)}`,
    )
    .join('\n\n');
}
