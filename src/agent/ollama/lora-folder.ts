import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { agentFolder } from '../../learning/agent-folder.js';
import { UserError } from '../../learning/user-error.js';

/**
 * `.agent/lora`, where people train; it need not exist.
 * @throws {UserError} when it is a symbolic link: a repository must not point us elsewhere
 */
export function loraFolder(repoRoot: string): string {
  const folder = join(agentFolder(repoRoot), 'lora');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw new UserError(
      `${folder} is a symbolic link. Learning Loop does not follow it; remove it and try again.`,
    );
  return folder;
}
