import { UserError } from '../user-error.js';

/** What an agent is told that asks where nothing is recorded: only a person can begin that. */
export function noLedger(root: string): UserError {
  return new UserError(
    `No score is kept in ${root}, so there is nothing to tell and no place to record anything. ` +
      'Go on without; the person can begin it in VS Code with "Learning Loop: Keep Score in This Workspace".',
  );
}
