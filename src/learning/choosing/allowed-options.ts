import type { Chooser } from '../choice/arm.js';
import { UserError } from '../user-error.js';
import type { ArmRule } from './arm-rules.js';
import type { Option } from './deciding.js';

/**
 * The pinned option alone, else all that are not banned.
 * @throws {UserError} when a person has banned every option, or pinned one that cannot be chosen now
 */
export function allowedOptions(
  chooser: Chooser,
  options: readonly Option[],
  rules: ReadonlyMap<string, ArmRule>,
): readonly Option[] {
  const pin = [...rules].find(([, rule]) => rule === 'pinned')?.[0];
  if (pin !== undefined) {
    const pinned = options.filter(({ entry }) => entry.id === pin);
    if (pinned.length > 0) return pinned;
    throw new UserError(
      `The ${chooser} "${pin}" is pinned, but cannot be chosen now: it is not there, cannot run, or costs too much. Unpin it.`,
    );
  }
  const left = options.filter(({ entry }) => rules.get(entry.id) !== 'banned');
  if (left.length > 0) return left;
  throw new UserError(`Every ${chooser} that could be chosen is banned. Allow one again.`);
}
