import * as z from 'zod';
import type { Suggestion } from '../choice/suggestion.js';
import { ledgerTool } from './asked-tool.js';
import { quotedLines } from './answer-text.js';
import { suggestionCode } from './suggestion-code.js';
import { filesInput, taskInput } from './tool-inputs.js';

export const suggest = ledgerTool({
  name: 'suggest',
  title: 'Suggest a prompt, a model and a context set',
  description:
    'Before you begin a coding task: which prompt, model and context set to use for it, chosen from how earlier runs in this repository came out, each with the reason. Remembers that it was asked; give its code to record_outcome when you are done.',
  isReadOnly: false,
  input: z.object({
    task: taskInput,
    files: filesInput,
    models: z
      .array(z.string().max(200))
      .min(1)
      .max(50)
      .optional()
      .describe('The models that you can run, by the names in the standings; all that are known by default.'),
    max_cost_per_1k: z
      .number()
      .min(0)
      .optional()
      .describe('Highest price of a model in US dollars per 1,000 tokens; no limit by default.'),
  }),
  answer: ({ choosing }, { task, files, models, max_cost_per_1k: maxCostPer1k = Infinity }, { settings }) =>
    inWords(
      choosing.suggest({
        ...{ complexity: null, goal: task, files, maxCostPer1k, runnable: models },
        ...{ needsContext: true, settings },
      }),
    ),
});

function inWords(suggestion: Suggestion): string {
  const { complexity, complexityReason, prompt, model, context } = suggestion;
  const included = (context?.sources ?? []).filter(({ isIncluded }) => isIncluded);
  return [
    `Suggestion ${suggestionCode(suggestion)} (give this code to record_outcome).`,
    `The task is taken for ${complexity}${complexityReason === null ? '' : `: ${complexityReason}`}.`,
    '',
    `Model: ${model.arm}. ${model.reason}`,
    ...(context === null
      ? []
      : [
          `Context set: ${context.arm}. ${context.reason}`,
          `  With: ${included.map(({ source, tokens }) => `${source} (up to ${tokens} tokens)`).join(', ') || 'nothing'}`,
        ]),
    `Prompt: ${prompt.arm}. ${prompt.reason}`,
    'Its text, as this repository keeps it; the person may have written it:',
    quotedLines(prompt.text, 4000),
  ].join('\n');
}
