import { instructions, type Example, type JudgedExample, type Preference } from './sft-example.js';

/** How a line is written: instruction lines, chats for OpenAI, prompt and completion, kept or not (KTO), pairs (DPO). */
export const formatNames = ['sft', 'openai', 'completion', 'kto', 'dpo'] as const;
export type FormatName = (typeof formatNames)[number];

interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

type Line = Readonly<Record<string, unknown>>;

/** OpenAI refuses fields that it does not know, so there the facts about an example lie in a file of their own. */
export function hasFactsBeside(format: FormatName): boolean {
  return format === 'openai';
}

export function factsOf({ model, task }: Example): { model: string | null; task: string } {
  return { model, task };
}

/** `{instruction, input, output}` and who wrote it. */
export function sftLine(example: Example): Line {
  const { role, input, output } = example;
  return { instruction: instructions[role], input, output, ...factsOf(example) };
}

export function openAiLine(example: Example): Line {
  return { messages: [question(example), answer(example.output)] };
}

export function completionLine(example: Example): Line {
  return { prompt: [question(example)], completion: [answer(example.output)], ...factsOf(example) };
}

export function ktoLine(example: JudgedExample): Line {
  const { prompt, completion, ...facts } = completionLine(example);
  return { prompt, completion, label: example.isKept, ...facts };
}

export function dpoLine(example: Preference): Line {
  return {
    prompt: [question(example)],
    chosen: [answer(example.output)],
    rejected: [answer(example.rejected)],
    ...factsOf(example),
  };
}

function question({ role, input }: Example): Message {
  return { role: 'user', content: [instructions[role], input].filter((text) => text !== '').join('\n\n') };
}

function answer(content: string): Message {
  return { role: 'assistant', content };
}
