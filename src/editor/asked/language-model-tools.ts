import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { noLedger } from '../../learning/asked/no-ledger.js';
import { askedToolNames, type AskedToolName } from '../../learning/asked/tool-names.js';
import { choosingSettings } from '../choosing/choosing-settings.js';
import type { Disposable } from '../disposable-store.js';
import type { DocsEngine } from '../docs/docs-engine.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';
import { confirmationOf, doesWrite } from './tool-confirmation.js';

export interface LanguageModelToolParts {
  readonly engine: AsyncEngine;
  readonly docs: DocsEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly settings: Settings;
}

type Input = Readonly<Record<string, unknown>>;

/** Lets agents in VS Code ask the same as over MCP; what changes the ledger or asks a site, a person is asked about before. */
export class LanguageModelTools implements Feature {
  readonly name = 'language model tools';
  readonly #parts: LanguageModelToolParts;

  constructor(parts: LanguageModelToolParts) {
    this.#parts = parts;
  }

  register(): Disposable {
    return vscode.Disposable.from(
      ...askedToolNames.map((name) =>
        vscode.lm.registerTool<Input>(`learningLoop_${name}`, {
          prepareInvocation: ({ input }) => confirmationOf(name, input),
          invoke: async ({ input }, token) =>
            new vscode.LanguageModelToolResult([
              new vscode.LanguageModelTextPart(await this.#answer(name, input, token)),
            ]),
        }),
      ),
    );
  }

  async #answer(name: AskedToolName, input: Input, token: vscode.CancellationToken): Promise<string> {
    const { docs, engine, settings } = this.#parts;
    const place = await this.#place(name);
    if (name === 'look_up_docs')
      return docs.ask(place, { input, maySites: vscode.workspace.isTrusted }, token);
    return engine.ask(place.root, name, input, choosingSettings(settings, place.folder));
  }

  /** The folder that is in front, with its ledger open; an agent's question is none to the person. */
  async #place(name: AskedToolName): Promise<Place> {
    const { ledgers, places } = this.#parts;
    const active = vscode.window.activeTextEditor?.document.uri;
    const root = active && places.locate(active)?.root;
    const place = (root === undefined ? undefined : places.at(root)) ?? places.all()[0];
    if (place === undefined) throw noLedger('this window');
    if (doesWrite(name) && !ledgers.isWritable(place.root)) throw noLedger(place.root);
    const state = await (doesWrite(name) ? ledgers.write(place) : ledgers.read(place));
    if (state === null) throw noLedger(place.root);
    return place;
  }
}
