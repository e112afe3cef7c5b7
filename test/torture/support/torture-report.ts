/** What one torture did, and everything that went wrong: nothing may. */
export interface TortureReport {
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Collects counts and failures while a torture runs. */
export class TortureLog {
  readonly #name: string;
  readonly #counts: Record<string, number> = {};
  readonly #failures: string[] = [];

  constructor(name: string, countNames: readonly string[]) {
    this.#name = name;
    for (const each of countNames) this.#counts[each] = 0;
  }

  add(count: string, amount = 1): void {
    this.#counts[count] = this.count(count) + amount;
  }

  count(count: string): number {
    return this.#counts[count] ?? 0;
  }

  fail(what: string): void {
    this.#failures.push(what);
  }

  report(): TortureReport {
    return { name: this.#name, counts: this.#counts, failures: this.#failures };
  }
}
