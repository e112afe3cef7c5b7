import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { UserError } from '../../learning/user-error.js';
import type { CliLauncher } from '../cli-launcher.js';
import type { Place, Places } from '../ledger/places.js';
import type { ShownTexts } from '../tuning/shown-texts.js';
import type { RunTracker } from '../runs/run-tracker.js';
import type { AgentConnection } from './agent-connection.js';
import { readEarlierSessions } from './earlier-sessions.js';
import {
  readSettingsFile,
  removeSettingsFile,
  writeSettingsFile,
  type SettingsText,
} from './own-settings-file.js';

export interface ClaudeCodeParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly launcher: CliLauncher;
  readonly texts: ShownTexts;
  readonly tracker: RunTracker;
  /** The command-line tool of this version. */
  readonly cliFile: string;
  /** The editor's own storage, which no repository can write. */
  readonly state: vscode.Memento;
}

/** Claude Code's settings of one person in one project, which it keeps out of git itself. */
const settingsPath = '.claude/settings.local.json';

interface Connected {
  /** Whether the file was not there before. */
  readonly madeFile: boolean;
}

/** Claude Code, whose hooks call us: shown before they are written, and taken out again byte for byte. */
export class ClaudeCodeConnection implements AgentConnection {
  readonly agent = 'Claude Code';
  readonly detail = `Adds hooks to ${settingsPath} that tell of prompts, edits, models and tokens.`;
  readonly #parts: ClaudeCodeParts;

  constructor(parts: ClaudeCodeParts) {
    this.#parts = parts;
  }

  isConnected(place: Place): boolean {
    return this.#parts.state.get<Connected>(keyOf(place)) !== undefined;
  }

  async connect(place: Place): Promise<void> {
    const { engine, launcher, state, texts } = this.#parts;
    const folder = place.folder.uri.fsPath;
    const before = await readSettingsFile(folder, settingsPath);
    const after = await engine.claudeSettings(place.root, before.text, launcher.command);
    await texts.compare(settingsPath, before.text ?? '', after.text);
    const answers = ['Connect', "Don't Connect"];
    const title = `Write this to ${settingsPath} in “${place.folder.name}”?`;
    const placeHolder =
      'Claude Code then calls Learning Loop. Disconnecting gives the file back as it is now.';
    const answer = await vscode.window.showQuickPick(answers, { title, placeHolder, ignoreFocusOut: true });
    if (answer !== 'Connect') throw new vscode.CancellationError();
    await this.#refuseChanged(folder, before);
    await launcher.write();
    await engine.allowAgents(place.root);
    await state.update(keyOf(place), { madeFile: before.text === null } satisfies Connected);
    await this.#write(place, before.mark + after.text);
  }

  readonly readEarlier = (place: Place): Promise<void> =>
    readEarlierSessions(this.agent, 'claude-code', place, this.#parts);

  async disconnect(place: Place): Promise<void> {
    const { engine, state } = this.#parts;
    const folder = place.folder.uri.fsPath;
    const { text, mark } = await readSettingsFile(folder, settingsPath);
    if (text !== null) {
      const without = await engine.claudeSettings(place.root, text, null);
      const isOurs = state.get<Connected>(keyOf(place))?.madeFile === true;
      if (isOurs && without.isEmpty) await removeSettingsFile(folder, settingsPath);
      else if (without.text !== text) await this.#write(place, mark + without.text);
    }
    await state.update(keyOf(place), undefined);
  }

  async #write(place: Place, text: string): Promise<void> {
    const { engine, places } = this.#parts;
    const bytes = new TextEncoder().encode(text);
    const located = places.locate(vscode.Uri.joinPath(place.folder.uri, settingsPath));
    // A person wants this, so it is no edit of an agent.
    if (located !== undefined) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      await engine.noteSave(place.root, place.checkout, located.path, hash);
    }
    await writeSettingsFile(place.folder.uri.fsPath, settingsPath, bytes);
  }

  async #refuseChanged(folder: string, before: SettingsText): Promise<void> {
    const { text, mark } = await readSettingsFile(folder, settingsPath);
    if (text === before.text && mark === before.mark) return;
    throw new UserError(`${settingsPath} was changed meanwhile and was left as it is. Connect again.`);
  }
}

function keyOf({ folder }: Place): string {
  return `agent:claude-code:${folder.uri.toString()}`;
}
