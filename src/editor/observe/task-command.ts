import * as vscode from 'vscode';
import { checkOfTask } from '../../evidence/check-command.js';
import type { CheckKind } from '../../evidence/evidence.js';

/** The type of the tasks that we run ourselves, and so see without watching. */
export const ownTaskType = 'learningLoop.check';

/** What a task runs, as far as its definition says; undefined for one that an extension runs by itself. */
export function commandLineOfTask({ execution }: vscode.Task): string | undefined {
  if (execution instanceof vscode.ProcessExecution) return [execution.process, ...execution.args].join(' ');
  if (!(execution instanceof vscode.ShellExecution)) return undefined;
  if (execution.commandLine !== undefined && execution.commandLine !== '') return execution.commandLine;
  return [execution.command, ...(execution.args ?? [])].map(wordOf).join(' ');
}

/** What a task checks, by its group, its command and its name. */
export function checkOf(task: vscode.Task): CheckKind {
  return checkOfTask({ name: task.name, group: task.group?.id, commandLine: commandLineOfTask(task) });
}

/** The folder that a task runs in; undefined where only VS Code can say. */
export function folderOfTask({ scope, execution }: vscode.Task): string | undefined {
  const folder = typeof scope === 'object' ? scope.uri.fsPath : undefined;
  const cwd = execution instanceof vscode.CustomExecution ? undefined : execution?.options?.cwd;
  if (cwd === undefined) return folder;
  const known = folder === undefined ? cwd : cwd.replaceAll('${workspaceFolder}', folder);
  return known.includes('${') ? folder : known;
}

function wordOf(word: string | vscode.ShellQuotedString | undefined): string {
  return typeof word === 'object' ? word.value : (word ?? '');
}
