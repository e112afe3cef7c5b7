import * as vscode from 'vscode';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';

interface McpServerParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly settings: Settings;
  /** The command-line tool. */
  readonly cliFile: string;
  readonly version: string;
}

/** Offers agents in VS Code an MCP server for each ledger that may be written here. */
export class McpServers implements Feature, vscode.McpServerDefinitionProvider {
  readonly name = 'MCP servers';
  readonly #parts: McpServerParts;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChangeMcpServerDefinitions = this.#changed.event;

  constructor(parts: McpServerParts) {
    this.#parts = parts;
  }

  register(): Disposable {
    // Other products made from VS Code may not have it.
    if (!('registerMcpServerDefinitionProvider' in vscode.lm)) return this.#changed;
    const changed = (): void => {
      this.#changed.fire();
    };
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeWorkspaceFolders(changed),
      this.#parts.ledgers.onDidChangeAccess(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('learningLoop.offerMcpServer')) changed();
      }),
      vscode.lm.registerMcpServerDefinitionProvider('learningLoop.servers', this),
    );
  }

  provideMcpServerDefinitions(): vscode.McpServerDefinition[] {
    const { cliFile, ledgers, places, settings, version } = this.#parts;
    if (!settings.get('offerMcpServer')) return [];
    return places
      .all()
      .filter(({ root }) => ledgers.isWritable(root))
      .map(
        ({ folder, root }) =>
          new vscode.McpStdioServerDefinition(
            `Learning Loop: ${folder.name}`,
            process.execPath,
            [cliFile, 'mcp', '--root', root],
            { ELECTRON_RUN_AS_NODE: '1' },
            version,
          ),
      );
  }
}
