import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { FoundCheck } from '../../evidence/find-checks.js';
import { ActionableError } from '../actionable-error.js';
import { commandId, type CommandHandlers } from '../commands.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { EndedCheck } from '../observe/ended-check.js';
import type { Observation } from '../observe/observation.js';
import type { AgreedCheck, AgreedChecks } from './agreed-checks.js';
import { missingInWords, resultsInWords } from './check-words.js';
import { chooseChecks, typeCheck } from './choose-checks.js';
import { runEach } from './run-check.js';

export interface ChecksParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly observation: Observation;
  readonly agreed: AgreedChecks;
}

/** Sets checks up and runs them. A command runs only after a person has said yes to it, and to what stands behind it. */
export class Checks {
  readonly #parts: ChecksParts;
  readonly #running = new Set<string>();

  constructor(parts: ChecksParts) {
    this.#parts = parts;
  }

  handlers(): Pick<CommandHandlers, 'setUpChecks' | 'runChecks'> {
    const { places } = this.#parts;
    return {
      setUpChecks: async () => this.#setUp(await places.choose('Set up the checks of which folder?')),
      runChecks: async () => this.run(await places.choose('Run the checks of which folder?')),
    };
  }

  /**
   * Runs the checks that are set up, and asks where what stands behind them has changed.
   * @throws {UserError} saying what is missing
   */
  async run(place: Place): Promise<EndedCheck[]> {
    const { agreed, ledgers } = this.#parts;
    await ledgers.write(place);
    const checks = agreed.at(place.root);
    if (checks.length === 0) throw notSetUp(place);
    const changed = await this.#changed(place, checks);
    if (changed.length > 0 && !(await askAgain(changed))) throw new vscode.CancellationError();
    if (changed.length > 0) await agreed.set(place.root, await this.#defined(place, checks));
    const ended = await this.#run(place, checks);
    if (ended.length > 0) {
      void vscode.window.showInformationMessage(`${resultsInWords(ended)}. ${missingInWords(checks)}`.trim());
    }
    return ended;
  }

  /** Whether all checks that are set up may run without asking. */
  async isAgreed(place: Place): Promise<boolean> {
    const checks = this.#parts.agreed.at(place.root);
    return vscode.workspace.isTrusted && (await this.#changed(place, checks)).length === 0;
  }

  async #setUp(place: Place): Promise<void> {
    const { agreed, engine, ledgers } = this.#parts;
    await ledgers.write(place);
    const before = agreed.at(place.root);
    const found = withAgreed(await engine.findChecks(place.folder.uri.fsPath), before);
    const isFirst = (check: FoundCheck): boolean =>
      found.find((each) => each.check === check.check) === check;
    const isAgreed = (check: FoundCheck): boolean =>
      before.some((each) => each.commandLine === check.commandLine);
    const chosen =
      found.length === 0
        ? [await typeCheck('')].filter((check) => check !== undefined)
        : await chooseChecks(place.folder.name, found, before.length === 0 ? isFirst : isAgreed);
    if (chosen === undefined || (found.length === 0 && chosen.length === 0))
      throw new vscode.CancellationError();
    const checks = await this.#defined(place, chosen);
    const mayRun = checks.length > 0 && (await askToTry(checks));
    if (mayRun === undefined) throw new vscode.CancellationError();
    await agreed.set(place.root, checks);
    const ended = mayRun ? await this.#run(place, checks) : [];
    const results = ended.length === 0 ? '' : ` As it is now: ${resultsInWords(ended)}.`;
    const message = checks.length === 0 ? 'No checks are set up.' : `Checks are set up.${results}`;
    void vscode.window.showInformationMessage(`${message} ${missingInWords(checks)}`.trim());
  }

  async #run(place: Place, checks: readonly AgreedCheck[]): Promise<EndedCheck[]> {
    const { engine, observation } = this.#parts;
    if (this.#running.has(place.root)) throw new ActionableError('The checks are running already.', []);
    this.#running.add(place.root);
    try {
      return await runEach(place, checks, engine, (check) => observation.credit(check));
    } finally {
      this.#running.delete(place.root);
    }
  }

  async #defined(place: Place, checks: readonly Omit<AgreedCheck, 'definition'>[]): Promise<AgreedCheck[]> {
    const lines = checks.map(({ commandLine }) => commandLine);
    const definitions = await this.#parts.engine.checkDefinitions(place.folder.uri.fsPath, lines);
    return checks.map(({ check, commandLine }, index) => {
      return { check, commandLine, definition: definitions[index] ?? '' };
    });
  }

  /** The checks behind which something else stands than what was agreed to, as they are now. */
  async #changed(place: Place, checks: readonly AgreedCheck[]): Promise<AgreedCheck[]> {
    const now = await this.#defined(place, checks);
    return now.filter(({ definition }, index) => definition !== checks[index]?.definition);
  }
}

/** Found commands, and those that a person typed. */
function withAgreed(found: readonly FoundCheck[], agreed: readonly AgreedCheck[]): FoundCheck[] {
  const typed = agreed.filter((each) => !found.some(({ commandLine }) => commandLine === each.commandLine));
  return [...typed.map((each) => ({ ...each, from: '' })), ...found];
}

/** Undefined when the question was closed. */
async function askToTry(checks: readonly AgreedCheck[]): Promise<boolean | undefined> {
  const commands = checks.map(({ commandLine }) => commandLine).join(' · ');
  const yes = { label: 'Run each once now', detail: commands, mayRun: true };
  const no = { label: 'Not now', detail: 'They run when you say “Run Checks”.', mayRun: false };
  const picked = await vscode.window.showQuickPick([yes, no], {
    title: 'Run these commands to see what is red already?',
    placeHolder: 'A run is judged on what it changes, so what fails before it is not held against it.',
    ignoreFocusOut: true,
  });
  return picked?.mayRun;
}

async function askAgain(changed: readonly AgreedCheck[]): Promise<boolean> {
  const detail = changed.map(({ commandLine, definition }) => `${commandLine}\n${definition}`).join('\n\n');
  const question = 'What these commands run has changed since you agreed to them. Run them as they are now?';
  const pressed = await vscode.window.showWarningMessage(question, { modal: true, detail }, 'Run');
  return pressed === 'Run';
}

function notSetUp(place: Place): Error {
  const message = `No checks are set up for “${place.folder.name}”: no build, linter or test command is known that may run.`;
  return new ActionableError(message, [{ title: 'Set Up Checks', command: commandId('setUpChecks') }]);
}
