import * as vscode from 'vscode';
import { registerCommands, type CommandPorts } from './editor/commands.js';
import { EngineNews } from './editor/engine-news.js';
import { registerFeatures, type Feature } from './editor/feature.js';
import { folderFor } from './editor/ledger/copies.js';
import { ConsentMemory } from './editor/ledger/consent.js';
import { Ledgers } from './editor/ledger/ledgers.js';
import { Places } from './editor/ledger/places.js';
import { topic } from './editor/log.js';
import { Observation } from './editor/observe/observation.js';
import { StandingsPanel } from './editor/panel/standings-panel.js';
import { RunCommands } from './editor/runs/run-commands.js';
import { RunContextKeys } from './editor/runs/run-context-keys.js';
import { RunMemory } from './editor/runs/run-memory.js';
import { RunTracker } from './editor/runs/run-tracker.js';
import { Settings } from './editor/settings.js';
import { StatusBar } from './editor/status-bar.js';
import { windowCommands } from './editor/window-commands.js';
import { EngineClient } from './engine/engine-client.js';

/** `deactivate` is the only end that VS Code waits for, and it is given nothing. */
let running: EngineClient | undefined;

/** Builds the parts, registers them and returns: no file is read and no worker started here. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('Learning Loop', { log: true });
  const settings = new Settings(settingsPorts, topic(channel, 'settings'));
  const client = new EngineClient({
    workerFile: context.asAbsolutePath('dist/engine.cjs'),
    log: (line) => {
      channel.warn(`engine: ${line}`);
    },
  });
  running = client;
  const { engine } = client;
  const state = context.workspaceState;
  const places = new Places();
  const memory = new RunMemory(state);
  const news = new EngineNews(client, topic(channel, 'engine'));
  const copiesOf = (root: string): string => folderFor(root, context.globalStorageUri.fsPath);
  const ledgers = new Ledgers(engine, new ConsentMemory(state), copiesOf, (notice) => {
    news.notice(notice);
  });
  const tracker = new RunTracker({ engine, places, ledgers, memory, news }, topic(channel, 'runs'));
  const parts = { engine, places, ledgers, memory, tracker, settings, news };
  const observation = new Observation(parts, topic(channel, 'observe'));
  const panel = new StandingsPanel(
    { ...parts, extensionUri: context.extensionUri },
    topic(channel, 'standings'),
  );
  const commands: Feature = {
    name: 'commands',
    register: () =>
      registerCommands(
        {
          ...new RunCommands({ ...parts, observation, state }).handlers(),
          ...windowCommands({ ...parts, panel, channel }),
        },
        commandPorts,
        channel,
      ),
  };
  const features = [
    commands,
    news,
    ledgers,
    observation,
    new RunContextKeys(tracker),
    new StatusBar(parts),
    panel,
    tracker,
  ];
  context.subscriptions.push(channel, registerFeatures(features, channel));
}

/** Closes the ledgers, so that other programs may write to them again. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
}

const commandPorts: CommandPorts = {
  registerCommand: (id, handler) => vscode.commands.registerCommand(id, handler),
  executeCommand: (id) => vscode.commands.executeCommand(id),
  showError: (message, ...buttons) => vscode.window.showErrorMessage(message, ...buttons),
};

const settingsPorts = {
  getConfiguration: (section: string, scope?: vscode.ConfigurationScope) =>
    vscode.workspace.getConfiguration(section, scope),
  warn: (message: string) => void vscode.window.showWarningMessage(message),
};
