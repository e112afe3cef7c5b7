import * as vscode from 'vscode';
import type { ProtectedChange } from '../../agent/gates/protected-paths.js';
import type { Choice } from '../../agent/run/choice.js';
import type { AgentConsent, SendPreview } from '../../agent/run/ports.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Suggestion } from '../../learning/choice/suggestion.js';
import type { AgreedChecks } from '../checks/agreed-checks.js';
import type { Checks } from '../checks/checks.js';
import type { Place } from '../ledger/places.js';
import type { ShownTexts } from '../tuning/shown-texts.js';
import { chooseOptions, chosenInWords } from './choose-options.js';
import type { RunOutput } from './run-output.js';

interface AgentConsentParts {
  readonly place: Place;
  readonly engine: AsyncEngine;
  readonly agreed: AgreedChecks;
  readonly checks: Checks;
  readonly output: RunOutput;
  readonly texts: ShownTexts;
  /** The editor's own storage, which no repository can write. */
  readonly state: vscode.Memento;
}

/** What a run of ours asks of a person, each thing once. */
export class EditorConsent implements AgentConsent {
  readonly #parts: AgentConsentParts;

  constructor(parts: AgentConsentParts) {
    this.#parts = parts;
  }

  async choose(suggestion: Suggestion): Promise<Choice> {
    const choice = await chooseOptions(suggestion);
    this.#parts.output.chosen(chosenInWords(suggestion, choice));
    return choice;
  }

  async send(preview: SendPreview): Promise<boolean> {
    const { output, place, state } = this.#parts;
    const key = `sendTo:${place.root}:${preview.host}`;
    if (state.get<boolean>(key) !== true) {
      if (!(await this.#askToSend(preview))) return false;
      await state.update(key, true);
    }
    output.sends(preview);
    return true;
  }

  async unknownPrice(_model: string, message: string): Promise<boolean> {
    return isPressed(message, 'Run It Anyway');
  }

  async protectedChanges(changes: readonly ProtectedChange[]): Promise<boolean> {
    const detail = changes.map(({ path, reason }) => `${path}\n${reason}`).join('\n\n');
    return isPressed(
      'The agent wants to change files that decide what runs here.',
      'Let It Change Them',
      detail,
    );
  }

  async runChecks(commandLines: readonly string[]): Promise<boolean> {
    const { agreed, checks, engine, place, state } = this.#parts;
    const own = new Set(agreed.at(place.root).map(({ commandLine }) => commandLine));
    if (commandLines.every((line) => own.has(line)) && (await checks.isAgreed(place))) return true;
    const definitions = await engine.checkDefinitions(place.folder.uri.fsPath, commandLines);
    const detail = commandLines
      .map((line, index) => `${line}\n${definitions[index] ?? ''}`.trim())
      .join('\n\n');
    const key = `cardChecks:${place.root}`;
    const known = state.get<readonly string[]>(key) ?? [];
    if (known.includes(detail)) return true;
    if (!(await isPressed('Run these commands to check what the agent did?', 'Run', detail))) return false;
    await state.update(key, [...known, detail].slice(-mostRemembered));
    return true;
  }

  /** A person may read all of it first. */
  async #askToSend({
    host,
    isLocal,
    model,
    bytes,
    quoted,
    keptBack,
    secretsReplaced,
    text,
  }: SendPreview): Promise<boolean> {
    const where = isLocal ? `${host}, on this machine` : host;
    const detail = [
      `${(bytes / 1024).toFixed(1)} KB: ${quoted.join(', ') || 'the task alone'}.`,
      ...(secretsReplaced > 0 ? [`${secretsReplaced} secrets were replaced.`] : []),
      ...(keptBack.length > 0 ? [`Kept back: ${keptBack.join(', ')}.`] : []),
      'You are asked once for each host; after that each run shows what it sends.',
    ].join('\n');
    const question = `Send this to ${model} at ${where}?`;
    const pressed = await vscode.window.showInformationMessage(
      question,
      { modal: true, detail },
      'Send',
      'View',
    );
    if (pressed !== 'View') return pressed === 'Send';
    await this.#parts.texts.show('What Is Sent.md', text());
    // A notification would hide while the text is being read.
    const options = { title: question, ignoreFocusOut: true };
    return (await vscode.window.showQuickPick(['Send', "Don't Send"], options)) === 'Send';
  }
}

const mostRemembered = 20;

async function isPressed(question: string, button: string, detail?: string): Promise<boolean> {
  const options = detail === undefined ? { modal: true } : { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, button)) === button;
}
