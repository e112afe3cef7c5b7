import { createHash } from 'node:crypto';

/**
 * What an arm is, as a short hash: its template and text for a prompt, its id and price for a model. Another version
 * is another thing under the same name.
 */
export function armVersion(
  chooser: 'prompt' | 'model',
  arm: {
    readonly id: string;
    readonly template?: string | undefined;
    readonly costPer1k?: number | undefined;
  },
): string {
  const identity = chooser === 'prompt' ? (arm.template ?? arm.id) : `${arm.id} ${arm.costPer1k ?? ''}`;
  return createHash('sha256').update(identity).digest('hex').slice(0, 12);
}
