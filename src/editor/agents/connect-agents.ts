import * as vscode from 'vscode';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { RunTracker } from '../runs/run-tracker.js';
import type { AgentConnection } from './agent-connection.js';

export interface ConnectAgentsParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
}

interface AgentItem extends vscode.QuickPickItem {
  /** Absent for those that a person connects in the agent's own settings. */
  readonly connection?: AgentConnection;
}

const readEarlier = 'Read Earlier Sessions…';

const disconnectButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('debug-disconnect'),
  tooltip: 'Disconnect',
};

const earlierButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('history'),
  tooltip: readEarlier,
};

const extensionId = 'learning-loop.learning-loop';

const others: AgentItem = {
  label: '$(book) Codex, Cursor, Cline, any other',
  description: 'by their own settings',
  detail: 'Shows the few lines that each needs, under “Other agents”.',
};

/**
 * Lists agents with their state; one that is picked is connected, after its own yes.
 * @throws {UserError} in Restricted Mode
 */
export async function connectAgents(
  { places, ledgers, tracker }: ConnectAgentsParts,
  connections: readonly AgentConnection[],
): Promise<void> {
  const place = await places.choose('Connect agents in which folder?');
  await ledgers.write(place);
  await tracker.refresh(place);
  const { connection, does: what } = await chooseAgent(place, connections);
  if (connection === undefined) await vscode.commands.executeCommand('extension.open', extensionId);
  else await does[what](place, connection);
}

type Does = 'connect' | 'disconnect' | 'readEarlier';

const does: Readonly<Record<Does, (place: Place, connection: AgentConnection) => Promise<void>>> = {
  connect: async (place, connection) => {
    await connection.connect(place);
    const message = `${connection.agent} is connected: what it does next is known by its own word.`;
    const buttons = connection.readEarlier === undefined ? ['Disconnect'] : [readEarlier, 'Disconnect'];
    const pressed = await vscode.window.showInformationMessage(message, ...buttons);
    if (pressed === 'Disconnect') await does.disconnect(place, connection);
    if (pressed === readEarlier) await does.readEarlier(place, connection);
  },
  disconnect: async (place, connection) => {
    await connection.disconnect(place);
    const message = `${connection.agent} is disconnected: what connecting wrote is gone.`;
    void vscode.window.showInformationMessage(message);
  },
  readEarlier: async (place, connection) => connection.readEarlier?.(place),
};

interface Chosen {
  readonly connection: AgentConnection | undefined;
  readonly does: Does;
}

/** @throws {vscode.CancellationError} when none was chosen */
async function chooseAgent(place: Place, connections: readonly AgentConnection[]): Promise<Chosen> {
  const picker = vscode.window.createQuickPick<AgentItem>();
  try {
    picker.title = `Agents that tell of their work in “${place.folder.name}”`;
    picker.placeholder = 'Nothing of an agent is read before you connect it.';
    picker.ignoreFocusOut = true;
    picker.items = [...connections.map((connection) => itemOf(place, connection)), others];
    return await new Promise<Chosen>((resolve, reject) => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item === undefined) return;
        const { connection } = item;
        resolve({ connection, does: connection?.isConnected(place) === true ? 'disconnect' : 'connect' });
      });
      picker.onDidTriggerItemButton(({ button, item: { connection } }) => {
        resolve({ connection, does: button === earlierButton ? 'readEarlier' : 'disconnect' });
      });
      picker.onDidHide(() => {
        reject(new vscode.CancellationError());
      });
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

function itemOf(place: Place, connection: AgentConnection): AgentItem {
  const isConnected = connection.isConnected(place);
  const canReadEarlier = connection.readEarlier !== undefined;
  return {
    connection,
    label: `$(${isConnected ? 'pass-filled' : 'circle-large-outline'}) ${connection.agent}`,
    description: isConnected ? 'connected' : 'not connected',
    detail: isConnected ? 'Disconnect: gives back what connecting wrote.' : connection.detail,
    buttons: isConnected ? [...(canReadEarlier ? [earlierButton] : []), disconnectButton] : [],
  };
}
