import type { Role } from '../runs/run.js';
import type { Selected } from './example-stream.js';
import type { ModelShare } from './export-report.js';

type Counted = Pick<Selected, 'role' | 'model' | 'origin' | 'tokens'>;

/** Counts what an export consists of. */
export class ExportTally {
  readonly #examples = new Map<Role, number>();
  readonly #tokens = new Map<Role, number>();
  readonly #models = new Map<string, ModelShare>();

  add({ role, model, origin, tokens }: Counted): void {
    this.#examples.set(role, this.examplesOf(role) + 1);
    this.#tokens.set(role, this.tokensOf(role) + tokens);
    const key = `${origin}\0${model ?? ''}`;
    this.#models.set(key, { model, origin, examples: (this.#models.get(key)?.examples ?? 0) + 1 });
  }

  get examples(): number {
    return [...this.#examples.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Most examples first. */
  get models(): ModelShare[] {
    return [...this.#models.values()].sort((a, b) => b.examples - a.examples);
  }

  examplesOf(role: Role): number {
    return this.#examples.get(role) ?? 0;
  }

  tokensOf(role: Role): number {
    return this.#tokens.get(role) ?? 0;
  }
}
