import { commands, workspace } from 'vscode';
import { z } from 'zod';
import type { Evidence } from '../../../src/evidence/evidence.js';
import type { RunView } from '../../../src/learning/runs/run.js';
import { query } from '../../support/ledger-file.js';
import { eventually } from '../../support/eventually.js';

/** The folder that is open. */
export function openFolder(): string {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return folder.uri.fsPath;
}

/** Says yes, numbers only, as a person does: by taking the first answer of both questions. */
export async function agree(): Promise<void> {
  let isDecided = false;
  const decided = commands.executeCommand('learningLoop.keepScore').then(() => {
    isDecided = true;
  });
  await eventually('the questions are answered', async () => {
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await new Promise((resolve) => setTimeout(resolve, 300));
    return isDecided;
  });
  await decided;
}

/** Starts a run by hand. */
export async function startRun(goal: string): Promise<RunView> {
  return commands.executeCommand<RunView>('learningLoop.startRun', { goal, used: { kind: 'hand' } });
}

export async function finishRun(): Promise<RunView> {
  return commands.executeCommand<RunView>('learningLoop.finishRun');
}

const row = z.object({ payload: z.string() });

/** What the ledger has of a run, in the order it came. */
export function evidenceOf(run: RunView): Evidence[] {
  const rows = query(openFolder(), `SELECT payload FROM evidence WHERE run = '${run.id}' ORDER BY id`, row);
  return rows.map(({ payload }) => JSON.parse(payload) as Evidence);
}
