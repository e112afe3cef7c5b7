import * as vscode from 'vscode';
import { outcomesOf } from '../../evidence/check-command.js';
import type { CommandEvidence } from '../../evidence/evidence.js';
import type { AgentChecks } from '../../agent/run/ports.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { AgreedChecks } from '../checks/agreed-checks.js';
import { runCheck } from '../checks/run-check.js';
import type { Place } from '../ledger/places.js';
import { evidenceOf } from '../observe/ended-check.js';
import type { EndedCheck } from '../observe/ended-check.js';

interface AgentChecksParts {
  readonly place: Place;
  readonly engine: AsyncEngine;
  readonly agreed: AgreedChecks;
  /** Told of each check that ended. */
  readonly ended: (check: EndedCheck) => void;
}

/** Runs a card's own checks, or those that were set up for the project, as tasks of the editor. */
export class EditorChecks implements AgentChecks {
  readonly #parts: AgentChecksParts;

  constructor(parts: AgentChecksParts) {
    this.#parts = parts;
  }

  commandsOf(cardChecks: readonly string[]): readonly string[] {
    const { agreed, place } = this.#parts;
    return cardChecks.length > 0 ? cardChecks : agreed.at(place.root).map(({ commandLine }) => commandLine);
  }

  async run(commandLine: string, signal: AbortSignal): Promise<CommandEvidence[]> {
    const { agreed, ended, engine, place } = this.#parts;
    const known = agreed.at(place.root).find((each) => each.commandLine === commandLine);
    // A card says that it must succeed, so one that is not recognised judges as a test does.
    const check = known?.check ?? outcomesOf(commandLine, 0)[0]?.check ?? 'test';
    const cancelling = new vscode.CancellationTokenSource();
    const cancel = (): void => {
      cancelling.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const result = await runCheck(place, { check, commandLine }, engine, cancelling.token);
      ended(result);
      return evidenceOf(result).map((evidence) => ({ ...evidence, phase: 'run' as const }));
    } finally {
      signal.removeEventListener('abort', cancel);
      cancelling.dispose();
    }
  }
}
