import * as vscode from 'vscode';
import type { TelemetryFile } from '../../engine/agents/copilot-telemetry.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Place } from '../ledger/places.js';
import type { Settings } from '../settings.js';
import type { AgentConnection } from './agent-connection.js';

export interface CopilotParts {
  readonly engine: AsyncEngine;
  readonly settings: Settings;
  /** The editor's own storage, which no repository can write. */
  readonly state: vscode.Memento;
}

/** How Copilot's model is known: by its telemetry, or because a person says so. */
interface Connected {
  /** The model as a person calls it; null where telemetry tells. */
  readonly label: string | null;
}

const settingsPrefix = 'github.copilot.chat.otel';

/** Copilot, which tells of itself in a telemetry file if a person has switched that on; else they may say which model it uses. */
export class CopilotConnection implements AgentConnection {
  readonly agent = 'GitHub Copilot';
  readonly #parts: CopilotParts;

  constructor(parts: CopilotParts) {
    this.#parts = parts;
  }

  get detail(): string {
    return this.#parts.settings.copilotTelemetryFile() === undefined
      ? 'Writes no telemetry to a file: say which model it uses, or switch that on.'
      : 'Reads its telemetry file: models, tokens, and the edits that you keep or reject there.';
  }

  isConnected(place: Place): boolean {
    return this.#connected(place) !== undefined;
  }

  async connect(place: Place): Promise<void> {
    const file = this.#parts.settings.copilotTelemetryFile();
    const label = file === undefined ? await askLabel() : await agreeToRead(file);
    await this.#parts.state.update(keyOf(place), { label } satisfies Connected);
    // From the end of the file on: what was there before this yes is not read.
    const telemetry = this.telemetryAt(place);
    if (telemetry !== undefined) await this.#parts.engine.agentReports(place.root, telemetry);
  }

  async disconnect(place: Place): Promise<void> {
    await this.#parts.state.update(keyOf(place), undefined);
  }

  /** The telemetry that may be read; undefined where none may, or there is none. */
  telemetryAt(place: Place): TelemetryFile | undefined {
    const connected = this.#connected(place);
    const file = this.#parts.settings.copilotTelemetryFile();
    if (connected === undefined || connected.label !== null || file === undefined) return undefined;
    return { file, checkout: place.checkout, window: vscode.env.sessionId };
  }

  /** Which model Copilot uses by a person's word; null where they have said none. */
  labelAt(place: Place): string | null {
    return this.#connected(place)?.label ?? null;
  }

  #connected(place: Place): Connected | undefined {
    return this.#parts.state.get<Connected>(keyOf(place));
  }
}

/** @throws {vscode.CancellationError} */
async function agreeToRead(file: string): Promise<null> {
  const options = {
    title: `Read Copilot’s telemetry in ${file}?`,
    placeHolder: 'From its end on. It has models, tokens and verdicts on edits, and no texts.',
    ignoreFocusOut: true,
  };
  const answer = await vscode.window.showQuickPick(['Connect', "Don't Connect"], options);
  if (answer !== 'Connect') throw new vscode.CancellationError();
  return null;
}

/** @throws {vscode.CancellationError} */
async function askLabel(): Promise<string> {
  const say = { label: '$(edit) Say which model it uses…', detail: 'It is remembered for its next runs.' };
  const set = {
    label: '$(gear) Switch its telemetry on…',
    detail: `Set “enabled” to true, “exporterType” to “file” and “outfile” to a file of yours, then connect again.`,
  };
  const options = { title: 'How is Copilot’s model to be known?', ignoreFocusOut: true };
  const picked = await vscode.window.showQuickPick([say, set], options);
  if (picked === set) await vscode.commands.executeCommand('workbench.action.openSettings', settingsPrefix);
  if (picked !== say) throw new vscode.CancellationError();
  const typed = await vscode.window.showInputBox({
    title: 'Which model is it?',
    prompt: 'As Copilot’s model picker calls it. Connect again when you change it there.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Type the name of a model.' : undefined),
  });
  if (typed === undefined) throw new vscode.CancellationError();
  return typed.trim();
}

function keyOf({ folder }: Place): string {
  return `agent:copilot:${folder.uri.toString()}`;
}
