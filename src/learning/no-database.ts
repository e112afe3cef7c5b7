import { databaseFile } from './agent-folder.js';
import { UserError } from './user-error.js';

/** @param repoRoot the folder that would hold `.agent` */
export function noDatabase(repoRoot: string): UserError {
  return new UserError(
    `There is no experience database at ${databaseFile(repoRoot)}: no score is kept there yet. ` +
      'To begin, run "Learning Loop: Keep Score in This Workspace" in VS Code, or a design card with "learning-loop run".',
  );
}
