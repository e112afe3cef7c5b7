import type { Role } from '../runs/run.js';
import type { Connection } from '../sqlite/connection.js';
import { draftsOf, type Draft } from './drafts.js';
import { estimateTokens } from './estimate-tokens.js';
import type { Settled } from './export-options.js';
import { factsOf, hasFactsBeside } from './formats.js';
import type { LeftOut } from './learnable.js';
import type { Origin } from './model-origin.js';
import { NearDuplicates } from './near-duplicates.js';
import { countAttempts, recordedAttempts, type RecordedAttempt } from './recorded-attempts.js';
import type { Scrubber } from './scrub.js';

export const roles: readonly Role[] = ['coder', 'fixer', 'judge'];

/** A line that is ready to be written. */
export interface Selected {
  readonly role: Role;
  /** JSON, scrubbed. */
  readonly line: string;
  /** JSON of what the format has no room for; undefined where it has. */
  readonly facts: string | undefined;
  readonly task: string;
  readonly files: readonly string[];
  readonly model: string | null;
  readonly origin: Origin;
  readonly tokens: number;
}

export interface StreamParts {
  readonly connection: Connection;
  readonly options: Settled;
  readonly scrubber: Scrubber;
  readonly origin: (model: string | null, agent: string | null) => Origin;
  readonly onProgress: (read: number, total: number) => void;
}

const attemptsBetweenNews = 200;

/** Selects what an export consists of, one example at a time, and counts what it leaves out. */
export class ExampleStream {
  readonly #parts: StreamParts;
  readonly #leftOut = new Map<LeftOut, number>();
  readonly #taken = new Map<Role, number>();
  readonly #duplicates = new Map<Role, NearDuplicates>();
  #origin: Origin = 'unknown';

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  get leftOut(): Readonly<Partial<Record<LeftOut, number>>> {
    return Object.fromEntries(this.#leftOut);
  }

  *examples(): Generator<Selected> {
    const { connection, options } = this.#parts;
    for (const draft of draftsOf(options.format, this.#attempts(), options, connection, this.#leaveOut)) {
      const selected = this.#select(draft);
      if (typeof selected === 'string') {
        this.#leaveOut(selected);
      } else {
        this.#taken.set(selected.role, this.#takenBy(selected.role) + 1);
        yield selected;
      }
    }
  }

  *#attempts(): Generator<RecordedAttempt> {
    const { connection, options, origin, onProgress } = this.#parts;
    const total = countAttempts(connection);
    let read = 0;
    for (const attempt of recordedAttempts(connection)) {
      if (roles.every((role) => this.#takenBy(role) >= options.limit)) {
        this.#leaveOut('limit', total - read);
        break;
      }
      read += 1;
      if (read % attemptsBetweenNews === 0) onProgress(read, total);
      this.#origin = origin(attempt.model, attempt.agent);
      if (options.localOnly && this.#origin !== 'local') this.#leaveOut('hosted');
      else yield attempt;
    }
    onProgress(total, total);
  }

  #select({ example, line, identity }: Draft): Selected | LeftOut {
    const { options } = this.#parts;
    const { role, model } = example;
    if (this.#takenBy(role) >= options.limit) return 'limit';
    const tokens = estimateTokens(identity);
    if (tokens > options.maxTokens) return 'length';
    if (this.#duplicatesOf(role).isSeen(identity)) return 'duplicate';
    const scrubbed = this.#scrub(line);
    if (scrubbed === undefined) return 'unreadable';
    const facts = hasFactsBeside(options.format) ? this.#scrub(factsOf(example)) : undefined;
    const { task, files } = example;
    return { role, line: scrubbed, facts, task, files, model, origin: this.#origin, tokens };
  }

  /** Undefined for what cannot be scrubbed; it is never exported as it is. */
  #scrub(line: object): string | undefined {
    try {
      const scrubbed = this.#parts.scrubber.scrubJson(JSON.stringify(line));
      JSON.parse(scrubbed);
      return scrubbed;
    } catch {
      return undefined;
    }
  }

  readonly #leaveOut = (reason: LeftOut, count = 1): void => {
    if (count > 0) this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + count);
  };

  #takenBy(role: Role): number {
    return this.#taken.get(role) ?? 0;
  }

  #duplicatesOf(role: Role): NearDuplicates {
    const known = this.#duplicates.get(role) ?? new NearDuplicates();
    this.#duplicates.set(role, known);
    return known;
  }
}
