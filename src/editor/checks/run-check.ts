import * as vscode from 'vscode';
import { coversProjectAsTask, outcomesOf, type RecognisedCheck } from '../../evidence/check-command.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Place } from '../ledger/places.js';
import type { EndedCheck } from '../observe/ended-check.js';
import { ownTaskType } from '../observe/task-command.js';
import type { AgreedCheck } from './agreed-checks.js';
import { CheckProcess } from './check-process.js';

/** Runs checks one after the other as tasks, with progress. What was cancelled, and what was to come after it, is left out. */
export async function runEach(
  place: Place,
  checks: readonly AgreedCheck[],
  engine: AsyncEngine,
  took: (check: EndedCheck) => Promise<void>,
): Promise<EndedCheck[]> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Checks', cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const ended: EndedCheck[] = [];
    for (const [index, check] of checks.entries()) {
      if (token.isCancellationRequested) break;
      const message = `${check.commandLine} (${index + 1} of ${checks.length})`;
      progress.report({ message });
      const result = await runCheck(place, check, engine, token);
      await took(result);
      if (result.isCancelled) break;
      ended.push(result);
      progress.report({ increment: 100 / checks.length });
    }
    return ended;
  });
}

/** Runs one check as a task. */
export async function runCheck(
  place: Place,
  { check, commandLine }: Pick<AgreedCheck, 'check' | 'commandLine'>,
  engine: AsyncEngine,
  token: vscode.CancellationToken,
): Promise<EndedCheck> {
  const { root, folder } = place;
  const process = new CheckProcess(commandLine, folder.uri.fsPath);
  const cancelling = token.onCancellationRequested(() => {
    process.cancel();
  });
  const beganAtMs = Date.now();
  try {
    await vscode.tasks.executeTask(taskOf(place, check, commandLine, process));
    const { exitCode, output } = await process.ended;
    const endedAtMs = Date.now();
    const captured = output === null ? null : { ...output, folder: folder.uri.fsPath };
    const seen = captured === null ? null : await engine.readOutput(root, captured);
    const results = [{ check, label: labelOf(commandLine), exitCode, ...scopeOf(commandLine) }];
    return { root, source: 'task', beganAtMs, endedAtMs, results, isCancelled: exitCode === null, seen };
  } finally {
    cancelling.dispose();
  }
}

function taskOf(
  place: Place,
  check: RecognisedCheck,
  commandLine: string,
  process: CheckProcess,
): vscode.Task {
  const execution = new vscode.CustomExecution(() => Promise.resolve(process));
  const task = new vscode.Task(
    { type: ownTaskType, commandLine },
    place.folder,
    commandLine,
    'Learning Loop',
    execution,
  );
  if (check === 'build') task.group = vscode.TaskGroup.Build;
  if (check === 'test') task.group = vscode.TaskGroup.Test;
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Silent,
    panel: vscode.TaskPanelKind.Shared,
    showReuseMessage: false,
    clear: true,
  };
  return task;
}

/** Values of options may be secrets and are left out. */
function labelOf(commandLine: string): string {
  return outcomesOf(commandLine, 0)[0]?.label ?? commandLine.split(/\s+/)[0] ?? commandLine;
}

/** What a person set up as the check of the project is that, unless its words say otherwise. */
function scopeOf(commandLine: string): { readonly scope?: 'project' } {
  const isPart = outcomesOf(commandLine, 0).length > 0 && !coversProjectAsTask(commandLine);
  return isPart ? {} : { scope: 'project' };
}
