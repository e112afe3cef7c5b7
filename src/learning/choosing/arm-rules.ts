import type { Chooser } from '../choice/arm.js';
import type { Connection } from '../sqlite/connection.js';

/** A person's word on an option: take no other, or never take it. */
export type ArmRule = 'pinned' | 'banned';

/** Pins and bans, kept in the ledger. At most one option of a chooser is pinned. */
export class ArmRules {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  of(chooser: Chooser): ReadonlyMap<string, ArmRule> {
    const rows = this.#connection.all<{ arm: string; rule: ArmRule }>(
      'SELECT arm, rule FROM arm_rules WHERE chooser = ?',
      [chooser],
    );
    return new Map(rows.map(({ arm, rule }) => [arm, rule]));
  }

  /** Sets what is to be done about an option, or takes it back with null. */
  set(chooser: Chooser, arm: string, rule: ArmRule | null): void {
    this.#connection.run('DELETE FROM arm_rules WHERE chooser = ? AND arm = ?', [chooser, arm]);
    if (rule === null) return;
    if (rule === 'pinned')
      this.#connection.run(`DELETE FROM arm_rules WHERE chooser = ? AND rule = 'pinned'`, [chooser]);
    this.#connection.run('INSERT INTO arm_rules VALUES (?, ?, ?)', [chooser, arm, rule]);
  }
}
