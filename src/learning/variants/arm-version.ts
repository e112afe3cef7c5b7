import { createHash } from 'node:crypto';
import type { Chooser } from '../choice/arm.js';
import type { RecipeSource } from './variants-json.js';

/** What makes an arm what it is. Fields that do not belong to its chooser are not looked at. */
export interface ArmIdentity {
  readonly id: string;
  readonly template?: string | undefined;
  readonly costPer1k?: number | undefined;
  readonly sources?: readonly RecipeSource[] | undefined;
}

/**
 * What an arm is, as a short hash: its text for a prompt, its id and price for a model, its sources for a context set. Another
 * version is another thing under the same name.
 * @param promptText the text of a prompt's template, if it has one
 */
export function armVersion(
  chooser: Chooser,
  arm: ArmIdentity,
  promptText: (template: string) => string | undefined,
): string {
  return createHash('sha256')
    .update(identityOf(chooser, arm, promptText))
    .digest('hex')
    .slice(0, 12);
}

function identityOf(
  chooser: Chooser,
  { id, template = id, costPer1k, sources = [] }: ArmIdentity,
  promptText: (template: string) => string | undefined,
): string {
  switch (chooser) {
    case 'prompt':
      return promptText(template)?.trim() ?? `no text: ${template}`;
    case 'model':
      return `${id} ${costPer1k ?? ''}`;
    case 'context':
      return JSON.stringify(sources.map(({ source, tokens }) => [source, tokens]));
  }
}
