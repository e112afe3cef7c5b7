import { EngineError } from '../engine/engine-error.js';
import { UserError } from '../learning/user-error.js';
import { ActionableError, type ErrorAction } from './actionable-error.js';
import { DisposableStore, type Disposable } from './disposable-store.js';
import { asError, type Logger } from './log.js';

/** Every command that package.json contributes. */
export const commandNames = [
  'startRun',
  'copyPrompt',
  'copySuggestedPrompt',
  'tellAgents',
  'finishRun',
  'acceptRun',
  'rejectRun',
  'discardRun',
  'forgetRun',
  'notARun',
  'splitRun',
  'mergeRuns',
  'explainScore',
  'allowExport',
  'keepEdit',
  'rejectEdit',
  'rejectWithReason',
  'keepFile',
  'rejectFile',
  'keepAll',
  'rejectAll',
  'nextEdit',
  'previousEdit',
  'openChanges',
  'reviewAll',
  'undoReview',
  'undoRun',
  'copyFeedback',
  'sendFeedback',
  'exportTraining',
  'prepareTraining',
  'createTunedModel',
  'addPrompt',
  'editPrompt',
  'retirePrompt',
  'pinOrBan',
  'contextSources',
  'escalation',
  'connectAgents',
  'lookUpDocs',
  'copyForPrompt',
  'refreshDocs',
  'clearDocs',
  'runAgentTask',
  'fixProblems',
  'judgePending',
  'newDesignCard',
  'chooseModels',
  'enterKey',
  'forgetKey',
  'showAgentOutput',
  'showActions',
  'showStats',
  'showMeasured',
  'scoreAgain',
  'keepScore',
  'backUp',
  'deleteAll',
  'setUpChecks',
  'runChecks',
  'showLog',
] as const;

export type CommandName = (typeof commandNames)[number];

/** Gets the arguments a caller gave: none from the palette, the editor's own objects from menus, anything from other code. */
export type CommandHandler = (...args: unknown[]) => unknown;

/** All commands, so that forgetting one is a type error. */
export type CommandHandlers = Readonly<Record<CommandName, CommandHandler>>;

export function commandId(name: CommandName): string {
  return `learningLoop.${name}`;
}

/** What the commands need of the editor. */
export interface CommandPorts {
  registerCommand(id: string, handler: CommandHandler): Disposable;
  executeCommand(id: string): PromiseLike<unknown>;
  /** Resolves with the button that was pressed. */
  showError(message: string, ...buttons: string[]): PromiseLike<string | undefined>;
}

/**
 * Registers all commands behind one way of failing: a cancelled one ends silently, an error meant for people shows its
 * message, any other goes to the log. Called with plain data, that is by code, the error is thrown on as well.
 */
export function registerCommands(handlers: CommandHandlers, ports: CommandPorts, log: Logger): Disposable {
  const registered = new DisposableStore();
  for (const name of commandNames) {
    const guarded: CommandHandler = async (...args) => {
      try {
        return await handlers[name](...args);
      } catch (thrown) {
        report(name, asError(thrown), ports, log);
        if (isPlainData(args[0])) throw thrown;
        return undefined;
      }
    };
    registered.add(ports.registerCommand(commandId(name), guarded));
  }
  return registered;
}

/** Menus give objects with a class, such as a Uri, and show once more what is thrown at them. */
function isPlainData(argument: unknown): boolean {
  if (typeof argument !== 'object' || argument === null) return argument !== undefined;
  return Object.getPrototypeOf(argument) === Object.prototype || Array.isArray(argument);
}

const showLog: ErrorAction = { title: 'Show Log', command: commandId('showLog') };

function report(name: CommandName, error: Error, ports: CommandPorts, log: Logger): void {
  if (isCancellation(error)) return;
  if (error instanceof ActionableError) {
    offer(ports, error.message, error.actions);
  } else if (isForPeople(error)) {
    offer(ports, error.message, []);
  } else {
    log.error(error instanceof EngineError ? error.detail : error);
    offer(ports, `Learning Loop: ${name} failed. The log says why.`, [showLog]);
  }
}

function offer(ports: CommandPorts, message: string, actions: readonly ErrorAction[]): void {
  void ports.showError(message, ...actions.map((action) => action.title)).then((pressed) => {
    const chosen = actions.find((action) => action.title === pressed);
    return chosen === undefined ? undefined : ports.executeCommand(chosen.command);
  });
}

function isForPeople(error: Error): boolean {
  return error instanceof EngineError ? error.reason !== 'unexpected' : error instanceof UserError;
}

/** VS Code's `CancellationError` is known by its name, also when it crossed a process. */
function isCancellation(error: Error): boolean {
  return error.name === 'Canceled';
}
