import * as vscode from 'vscode';
import { checkOfTask, outcomesOf } from '../../evidence/check-command.js';
import type { CommandEvidence } from '../../evidence/evidence.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import { now, type RunContext } from './run-context.js';
import { commandLineOf, TestOutputs } from './test-outputs.js';

/** A task's process may be told of a little after its terminal's shell execution. */
const taskStartGraceMs = 500;

/**
 * Reports the checks that began and ended while the run was open, in tasks and terminals. A task runs in a terminal and
 * raises both kinds of events; it counts once, as a task.
 */
export class CommandObserver implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #outputs = this.#listeners.add(new TestOutputs());
  readonly #taskProcesses = new Map<vscode.TaskExecution, number>();
  readonly #begun = new WeakSet<vscode.TerminalShellExecution>();
  readonly #context: RunContext;
  readonly #isHere: (uri: vscode.Uri) => boolean;

  /** @param isHere whether something lies in the folder of the run */
  constructor(context: RunContext, isHere: (uri: vscode.Uri) => boolean, observeTerminals: () => boolean) {
    this.#context = context;
    this.#isHere = isHere;
    const { tasks, window } = vscode;
    const listeners = this.#listeners;
    listeners.add(
      tasks.onDidStartTaskProcess((event) => this.#taskProcesses.set(event.execution, event.processId)),
    );
    listeners.add(
      tasks.onDidEndTaskProcess((event) => {
        this.#taskEnded(event);
      }),
    );
    listeners.add(window.onDidStartTerminalShellExecution((event) => this.#begun.add(event.execution)));
    listeners.add(
      window.onDidEndTerminalShellExecution((event) => {
        if (observeTerminals()) this.#shellEnded(event);
      }),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #taskEnded({ execution, exitCode }: vscode.TaskProcessEndEvent): void {
    const processId = this.#taskProcesses.get(execution);
    const { task } = execution;
    if (processId === undefined || !this.#isOurs(task)) return;
    const check = checkOfTask({
      name: task.name,
      group: task.group?.id,
      commandLine: commandLineOfTask(task),
    });
    const ended = { kind: 'command', at: now(), source: 'task', check, label: task.name } as const;
    const evidence = async (): Promise<CommandEvidence[]> => {
      const tests = check === 'test' ? await this.#outputs.countsOfProcess(processId) : null;
      return [{ ...ended, exitCode: exitCode ?? null, tests }];
    };
    this.#context.reportLater(evidence());
  }

  #isOurs(task: vscode.Task): boolean {
    return typeof task.scope === 'object' ? this.#isHere(task.scope.uri) : true;
  }

  #shellEnded({ execution, exitCode, terminal }: vscode.TerminalShellExecutionEndEvent): void {
    const outcomes = outcomesOf(commandLineOf(execution), exitCode ?? null);
    const isElsewhere = execution.cwd !== undefined && !this.#isHere(execution.cwd);
    if (outcomes.length === 0 || isElsewhere || !this.#begun.has(execution)) return;
    const at = now();
    const evidence = async (): Promise<CommandEvidence[]> => {
      if (await this.#isTask(terminal)) return [];
      const counts = await this.#outputs.countsOf(execution);
      return outcomes.map(({ check, label, exitCode: code }) => {
        const tests = check === 'test' ? counts : null;
        return { kind: 'command', at, source: 'terminal', check, label, exitCode: code, tests };
      });
    };
    this.#context.reportLater(evidence());
  }

  async #isTask(terminal: vscode.Terminal): Promise<boolean> {
    const processId = await terminal.processId;
    await new Promise((resolve) => setTimeout(resolve, taskStartGraceMs));
    return [...this.#taskProcesses.values()].some((each) => each === processId);
  }
}

function commandLineOfTask({ execution }: vscode.Task): string | undefined {
  if (execution instanceof vscode.ProcessExecution) return [execution.process, ...execution.args].join(' ');
  if (!(execution instanceof vscode.ShellExecution)) return undefined;
  if (execution.commandLine !== undefined && execution.commandLine !== '') return execution.commandLine;
  return [execution.command, ...(execution.args ?? [])].map(wordOf).join(' ');
}

function wordOf(word: string | vscode.ShellQuotedString | undefined): string {
  return typeof word === 'object' ? word.value : (word ?? '');
}
