import { localTime } from '../local-time.js';
import type { Connection } from '../sqlite/connection.js';

/** Gives each text of agents' instruction files a name that people can tell it by, which is its id as a prompt. */
export class InstructionVersions {
  readonly #connection: Connection;
  readonly #clock: () => Date;

  constructor(connection: Connection, clock: () => Date) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /**
   * The name of a version, e.g. `CLAUDE.md · version of 12 Nov 2026`, made when it is first seen; a step of a transaction.
   * @param files what the files are called, e.g. `CLAUDE.md`
   * @param hash of their texts
   */
  nameOf(files: string, hash: string): string {
    const known = this.#connection.get<{ name: string }>(
      'SELECT name FROM instruction_versions WHERE hash = ?',
      [hash],
    );
    if (known !== undefined) return known.name;
    const name = this.#newName(files, hash);
    this.#connection.run('INSERT INTO instruction_versions VALUES (?, ?)', [hash, name]);
    return name;
  }

  /** By its day, then by its time, then by its hash: only as much as is needed to tell it from the others. */
  #newName(files: string, hash: string): string {
    const now = this.#clock();
    const day = `${files} · version of ${now.getDate()} ${monthNames[now.getMonth()] ?? ''} ${now.getFullYear()}`;
    const timed = `${day}, ${localTime(now.toISOString())}`;
    const isFree = (name: string): boolean =>
      this.#connection.get('SELECT 1 FROM instruction_versions WHERE name = ?', [name]) === undefined;
    return [day, timed].find(isFree) ?? `${timed}, ${hash}`;
  }
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
