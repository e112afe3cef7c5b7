import * as vscode from 'vscode';
import { ActionableError } from '../actionable-error.js';
import type { AgreedChecks } from '../checks/agreed-checks.js';
import { commandId } from '../commands.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';

export interface EscalationParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly settings: Settings;
  readonly agreed: AgreedChecks;
  /** The editor's own storage, which no repository can write. */
  readonly state: vscode.Memento;
}

/**
 * Whether our agent tries a cheap model first and a stronger one when the project's checks fail. Off until a person turned
 * it on for a trusted folder by one confirmation that names the commands; other commands need another one.
 */
export class EscalationMode {
  readonly #parts: EscalationParts;

  constructor(parts: EscalationParts) {
    this.#parts = parts;
  }

  isOn(place: Place): boolean {
    const { settings, state } = this.#parts;
    const commands = this.#commands(place);
    return (
      vscode.workspace.isTrusted &&
      settings.get('routerMode', place.folder) === 'escalate' &&
      commands !== '' &&
      state.get<string>(keyOf(place)) === commands
    );
  }

  /** Turns it on after a confirmation, or off. */
  async toggle(): Promise<void> {
    const { ledgers, places, state } = this.#parts;
    const place = await places.choose('Try a cheap model first in which folder?');
    await ledgers.write(place);
    if (this.isOn(place)) {
      await state.update(keyOf(place), undefined);
      void vscode.window.showInformationMessage(`One model a run again in “${place.folder.name}”.`);
      return;
    }
    if (!vscode.workspace.isTrusted) throw untrusted();
    const commands = this.#commands(place);
    if (commands === '') throw noChecks(place);
    await confirm(commands);
    await state.update(keyOf(place), commands);
    await vscode.workspace
      .getConfiguration('learningLoop')
      .update('routerMode', 'escalate', vscode.ConfigurationTarget.Global);
    void vscode.window.showInformationMessage(
      `In “${place.folder.name}” a cheap model goes first, and a stronger one when the checks fail.`,
    );
  }

  #commands(place: Place): string {
    return this.#parts.agreed
      .at(place.root)
      .map(({ commandLine }) => commandLine)
      .join('\n');
  }
}

/** @throws {vscode.CancellationError} when it is not wanted */
async function confirm(commands: string): Promise<void> {
  const detail =
    `After every attempt of the agent these commands run by themselves, and decide whether a stronger model tries as well:` +
    `\n\n${commands}`;
  const pressed = await vscode.window.showWarningMessage(
    'Try a cheap model first, and a stronger one when the checks fail?',
    { modal: true, detail },
    'Run These Commands',
  );
  if (pressed === undefined) throw new vscode.CancellationError();
}

function keyOf({ root }: Place): string {
  return `escalation:${root}`;
}

function untrusted(): Error {
  return new ActionableError('This window is in Restricted Mode: no command runs here by itself.', [
    { title: 'Manage Trust', command: 'workbench.trust.manage' },
  ]);
}

function noChecks({ folder }: Place): Error {
  return new ActionableError(
    `No checks are set up for “${folder.name}”, and without them nobody can tell whether a cheap attempt worked.`,
    [{ title: 'Set Up Checks', command: commandId('setUpChecks') }],
  );
}
