import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { checksOf, coversProjectAsTask, outcomesOf } from '../../evidence/check-command.js';
import { foldersEntered } from '../../evidence/check-folder.js';
import type { CaughtText } from '../../evidence/seen-output.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import { CheckOutputs, commandLineOf } from './check-outputs.js';
import type { CheckResult, Span } from './ended-check.js';
import { checkOf, commandLineOfTask, folderOfTask, ownTaskType } from './task-command.js';

/** A task's process may be told of a little after its terminal's shell execution. */
const taskStartGraceMs = 500;

/** A check of a command that ended, with its raw output, which goes no further than to who reads it. */
export interface EndedCommand extends Span {
  readonly source: 'task' | 'terminal';
  /** The folder that it ran in; undefined when not known. */
  readonly folder: string | undefined;
  readonly results: readonly CheckResult[];
  readonly output: CaughtText | null;
}

interface RunningTask {
  readonly processId: number;
  readonly beganAtMs: number;
}

/**
 * Tells of the checks that end in tasks and terminals, and of nothing else. A task runs in a terminal and raises both kinds
 * of events; it counts once, as a task.
 */
export class CheckEnds implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #outputs: CheckOutputs;
  readonly #tasks = new Map<vscode.TaskExecution, RunningTask>();
  readonly #begun = new WeakMap<vscode.TerminalShellExecution, number>();
  readonly #running = new Map<object, number>();
  readonly #observesTerminals: (folder: vscode.Uri | undefined) => boolean;
  readonly #ended: (command: Promise<EndedCommand | undefined>) => void;

  /** @param ended told of each check that may have ended; undefined when it turns out that it is none, or counted already */
  constructor(
    observesTerminals: (folder: vscode.Uri | undefined) => boolean,
    ended: (command: Promise<EndedCommand | undefined>) => void,
  ) {
    this.#observesTerminals = observesTerminals;
    this.#ended = ended;
    const { tasks, window } = vscode;
    const listeners = this.#listeners;
    this.#outputs = listeners.add(new CheckOutputs((execution) => this.#mayRead(execution)));
    listeners.add(
      tasks.onDidStartTaskProcess(({ execution, processId }) => {
        const { task } = execution;
        if (checkOf(task) === 'other' || task.definition.type === ownTaskType) return;
        this.#tasks.set(execution, { processId, beganAtMs: Date.now() });
        this.#running.set(execution, Date.now());
      }),
    );
    listeners.add(
      tasks.onDidEndTaskProcess((event) => {
        this.#running.delete(event.execution);
        this.#taskEnded(event);
      }),
    );
    listeners.add(
      window.onDidStartTerminalShellExecution(({ execution }) => {
        this.#begun.set(execution, Date.now());
        if (this.#mayRead(execution)) this.#running.set(execution, Date.now());
      }),
    );
    listeners.add(
      window.onDidEndTerminalShellExecution((event) => {
        this.#running.delete(event.execution);
        this.#shellEnded(event);
      }),
    );
  }

  /** When the first of the checks that run now began; undefined when none runs. */
  get runningSinceMs(): number | undefined {
    return this.#running.size === 0 ? undefined : Math.min(...this.#running.values());
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #mayRead(execution: vscode.TerminalShellExecution): boolean {
    const line = commandLineOf(execution);
    if (this.#observesTerminals(execution.cwd) && checksOf(line).length > 0) return true;
    return vscode.tasks.taskExecutions.some(
      ({ task }) => checkOf(task) !== 'other' && commandLineOfTask(task)?.trim() === line,
    );
  }

  #taskEnded({ execution, exitCode }: vscode.TaskProcessEndEvent): void {
    const running = this.#tasks.get(execution);
    const { task } = execution;
    const check = checkOf(task);
    if (running === undefined) return;
    // Its terminal may still be told to have ended.
    setTimeout(() => this.#tasks.delete(execution), 10 * taskStartGraceMs);
    const scope = coversProjectAsTask(commandLineOfTask(task) ?? '') ? { scope: 'project' as const } : {};
    const results = [{ check, label: task.name, exitCode: exitCode ?? null, ...scope }];
    const { beganAtMs, processId } = running;
    const known = { beganAtMs, endedAtMs: Date.now(), source: 'task', folder: folderOfTask(task) } as const;
    const command = async (): Promise<EndedCommand> => {
      return { ...known, results, output: await this.#outputs.takeOfProcess(processId) };
    };
    this.#ended(command());
  }

  #shellEnded({ execution, exitCode, terminal }: vscode.TerminalShellExecutionEndEvent): void {
    const beganAtMs = this.#begun.get(execution);
    if (beganAtMs === undefined || !this.#observesTerminals(execution.cwd)) return;
    const line = commandLineOf(execution);
    const results = outcomesOf(line, exitCode ?? null);
    const entered = results.length === 0 ? null : foldersEntered(line);
    if (entered === null) return;
    if (execution.cwd === undefined && entered.length > 0) return;
    const folder = execution.cwd === undefined ? undefined : resolve(execution.cwd.fsPath, ...entered);
    const known = { beganAtMs, endedAtMs: Date.now(), source: 'terminal', folder, results } as const;
    const command = async (): Promise<EndedCommand | undefined> => {
      if (await this.#isTask(terminal)) return undefined;
      return { ...known, output: await this.#outputs.take(execution) };
    };
    this.#ended(command());
  }

  async #isTask(terminal: vscode.Terminal): Promise<boolean> {
    const processId = await terminal.processId;
    await new Promise((resume) => setTimeout(resume, taskStartGraceMs));
    return [...this.#tasks.values()].some((each) => each.processId === processId);
  }
}
