import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger, type LedgerOptions } from '../../../src/learning/ledger.js';
import type { Complexity, StartRun } from '../../../src/learning/runs/run.js';

/** A repository with a ledger, removed by `remove`. */
export class TemporaryLedger {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'choosing-')));
  readonly #opened: Ledger[] = [];

  /** Writes a file below `.agent`; call it before `open` for an index. */
  write(name: string, content: unknown): void {
    const file = this.path(name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }

  path(name: string): string {
    return join(this.root, '.agent', name);
  }

  open(options: LedgerOptions = {}): Ledger {
    const ledger = new Ledger(this.root, { seed: 1, ...options });
    this.#opened.push(ledger);
    return ledger;
  }

  remove(): void {
    for (const ledger of this.#opened) ledger.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface UsedInRun {
  readonly model?: string | null;
  readonly prompt?: string | null;
  readonly context?: string | null;
  readonly complexity?: Complexity | null;
  readonly decisionIds?: readonly number[];
  readonly attemptOf?: string | null;
}

/** Starts a run and answers with its uuid. */
export function start(ledger: Ledger, used: UsedInRun): string {
  const { model = null, prompt = null, context = null, complexity = null, decisionIds = [] } = used;
  const run: StartRun = {
    goal: 'g',
    role: 'coder',
    complexity,
    author: { agent: null, modelName: model, promptId: prompt, provenance: 'told' },
    contextId: context,
    decisionIds,
    ...(used.attemptOf === undefined ? {} : { attemptOf: used.attemptOf }),
  };
  return ledger.startRun(run).id;
}

/** What a run scores that nothing but a person's no is known of. */
export const rejected = 0.75;

/** A finished run that a person kept or rejected: it scores 1 or `rejected`. */
export function record(
  ledger: Ledger,
  used: UsedInRun,
  verdict: 0 | 1,
  costUsd: number | null = null,
): string {
  const id = start(ledger, used);
  ledger.setVerdict(id, verdict);
  ledger.finishRun(id, { costUsd });
  return id;
}
