import type { Suggestion } from '../choice/suggestion.js';

/** The decisions of a suggestion as an agent hands them back, e.g. `12-13-14`. */
export function suggestionCode({ prompt, model, context }: Suggestion): string {
  return [prompt, model, ...(context === null ? [] : [context])]
    .map(({ decisionId }) => decisionId)
    .join('-');
}

/** The shape of such a code. */
export const suggestionPattern = /^\d{1,15}(?:-\d{1,15}){0,2}$/;

/** The decisions behind a code. */
export function decisionsOf(code: string): number[] {
  return code.split('-').map(Number);
}
