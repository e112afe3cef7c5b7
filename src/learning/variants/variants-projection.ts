import { join } from 'node:path';
import type { Chooser } from '../choice/arm.js';
import { fileStamp, readOwnFile, writeOwnFile } from '../own-file.js';
import type { Pulls } from '../runs/pulls.js';
import type { Connection, Row } from '../sqlite/connection.js';
import { UserError } from '../user-error.js';
import { armVersion, type ArmIdentity } from './arm-version.js';
import { withEntry } from './edit-variants.js';
import { PromptTexts } from './prompt-texts.js';
import { defaultContexts, defaultModels, defaultPrompts } from './variant.js';
import {
  countTolerance,
  parseVariants,
  publishedCounts,
  withCounts,
  type VariantEntry,
} from './variants-json.js';

const choosers: readonly Chooser[] = ['prompt', 'model', 'context'];
const fileNames = {
  prompt: 'prompt_variants.json',
  model: 'model_variants.json',
  context: 'context_bundles.json',
} as const;
/** Stamp of a file that is not there. */
const absent = 'absent';
const defaults = { prompt: defaultPrompts, model: defaultModels, context: defaultContexts } as const;

interface Counts {
  readonly trials: number;
  readonly wins: number;
}

interface AbsorbedRow extends Row, Counts {
  readonly as_of: string;
  readonly trials: number;
  readonly wins: number;
}

/**
 * The variants files, kept as a projection of the ledger. People edit these files by hand, and several processes
 * rewrite their counts, so each entry says in `asOf` which pull its counts contain last:
 *
 * - `absorb` (before anything is added to the ledger) compares each entry with what the ledger knew at `asOf`; a
 *   difference is a person's edit and becomes a pull of its own; counts that the ledger never saw become the opening.
 * - `publish` (after a commit) writes the ledger's counts under the database's lock, so the newest always wins.
 *
 * A crash between the two leaves a file that is merely old, and its `asOf` proves it.
 *
 * A prompt's text in `.agent/prompts` that no entry uses is adopted as an entry of its own.
 */
export class VariantsProjection {
  /** The texts that the prompts' entries name. */
  readonly texts: PromptTexts;
  readonly #connection: Connection;
  readonly #pulls: Pulls;
  readonly #folder: string;
  readonly #ledgerId: string;
  readonly #report: (problem: string) => void;
  /** State of each file that is known to agree with the ledger. */
  readonly #absorbed = new Map<Chooser, string>();

  /**
   * @param folder the `.agent` folder
   * @param report told of a file that could not be written or absorbed; the ledger is right nevertheless
   */
  constructor(
    connection: Connection,
    pulls: Pulls,
    folder: string,
    ledgerId: string,
    report: (problem: string) => void,
  ) {
    this.#connection = connection;
    this.#pulls = pulls;
    this.#folder = folder;
    this.texts = new PromptTexts(folder);
    this.#ledgerId = ledgerId;
    this.#report = report;
  }

  /**
   * The entries of a variants file; the shipped ones when there is no file yet.
   * @throws {VariantsFileError} when a person broke the file
   */
  entries(chooser: Chooser): VariantEntry[] {
    return parseVariants(this.file(chooser), this.#text(chooser));
  }

  /** As `entries`, but none instead of an error: for what goes on beside a broken file. */
  known(chooser: Chooser): VariantEntry[] {
    return this.#entriesOrReport(chooser) ?? [];
  }

  /** The present version of an arm. */
  versionOf(chooser: Chooser, arm: ArmIdentity): string {
    return armVersion(chooser, arm, (template) => this.texts.find(template));
  }

  /**
   * Lets a person's change into a file: call it inside a transaction that has absorbed, and publish afterwards.
   * @param change gets the text and its entries
   * @throws {VariantsFileError} when the file is broken
   */
  edit(chooser: Chooser, change: (text: string, entries: readonly VariantEntry[]) => string): void {
    const text = this.#text(chooser);
    writeOwnFile(this.file(chooser), change(text, parseVariants(this.file(chooser), text)));
  }

  file(chooser: Chooser): string {
    return join(this.#folder, fileNames[chooser]);
  }

  /** Takes over what people changed in the files. Call it inside a transaction, before adding pulls. */
  absorb(): void {
    for (const chooser of choosers) {
      const stamp = this.#stamp(chooser);
      if (stamp === this.#absorbed.get(chooser)) continue;
      const entries = this.#entriesOrReport(chooser);
      if (entries === undefined) continue;
      for (const entry of entries) this.#absorbEntry(chooser, entry);
      this.#absorbed.set(chooser, stamp);
    }
  }

  /** Writes the ledger's counts into the files. Call it outside of a transaction, after a commit. */
  publish(): void {
    // An edit that came in since the last look is absorbed and committed first: a file must never contain a pull
    // that a crash could still take back.
    while (!this.#connection.transaction(() => this.#publishUnlessEdited())) {
      this.#connection.transaction(() => {
        this.absorb();
      });
    }
  }

  #publishUnlessEdited(): boolean {
    const readable = choosers.filter((chooser) => this.#entriesOrReport(chooser) !== undefined);
    if (readable.some((chooser) => this.#stamp(chooser) !== this.#absorbed.get(chooser))) return false;
    const published = readable.filter((chooser) => this.#write(chooser));
    if (published.length === choosers.length && this.#pulls.hasForgotten()) this.#pulls.dropForgotten();
    return true;
  }

  #write(chooser: Chooser): boolean {
    const text = this.#text(chooser);
    const entries = parseVariants(this.file(chooser), text);
    const counts = entries.map(({ id }) => {
      const { wins, trials, lastPull } = this.#pulls.tally(chooser, id);
      return { id, wins, trials, asOf: `${this.#ledgerId}:${lastPull}` };
    });
    const wanted = withCounts(text, entries, counts);
    try {
      if (wanted !== readOwnFile(this.file(chooser))) writeOwnFile(this.file(chooser), wanted);
    } catch (error) {
      this.#report(`${this.file(chooser)} could not be written (${messageOf(error)}). No count is lost.`);
      return false;
    }
    this.#absorbed.set(chooser, this.#stamp(chooser));
    return true;
  }

  #absorbEntry(chooser: Chooser, entry: VariantEntry): void {
    const seen = this.#connection.get<AbsorbedRow>(
      'SELECT as_of, trials, wins FROM absorbed_counts WHERE chooser = ? AND arm = ?',
      [chooser, entry.id],
    );
    const base = this.#baseOf(chooser, entry, seen);
    const trials = entry.trials - base.trials;
    const wins = entry.wins - base.wins;
    const isEdited = !isSame(entry, publishedCounts(base));
    if (isEdited) {
      const version = this.versionOf(chooser, entry);
      const cause = seen === undefined ? 'opening' : 'person';
      this.#pulls.add({ chooser, arm: entry.id, version, cause, trials, wins });
    }
    if (isEdited || seen === undefined) {
      this.#connection.run('INSERT OR REPLACE INTO absorbed_counts VALUES (?, ?, ?, ?, ?)', [
        chooser,
        entry.id,
        entry.asOf ?? '',
        entry.trials,
        entry.wins,
      ]);
    }
  }

  /** What the ledger already has of an entry's counts; the rest is new. */
  #baseOf(chooser: Chooser, entry: VariantEntry, seen: AbsorbedRow | undefined): Counts {
    if (seen === undefined) return { trials: 0, wins: 0 };
    const isMarked = entry.asOf !== undefined;
    if (seen.as_of === (entry.asOf ?? '') && (isMarked || isSame(entry, seen))) return seen;
    // Without a mark of this ledger, the counts are what a person wants them to be.
    const pull = this.#pullOf(entry.asOf);
    return pull === undefined
      ? this.#pulls.tally(chooser, entry.id)
      : this.#pulls.tallyAt(chooser, entry.id, pull);
  }

  /** The pull of an `asOf` mark, or undefined when the mark is missing or speaks of another ledger or its lost future. */
  #pullOf(asOf: string | undefined): number | undefined {
    const [ledger, pull] = asOf?.split(':') ?? [];
    const id = Number(pull);
    const isOurs = ledger === this.#ledgerId && Number.isSafeInteger(id) && id <= this.#pulls.newest();
    return isOurs ? id : undefined;
  }

  #entriesOrReport(chooser: Chooser): VariantEntry[] | undefined {
    try {
      return this.entries(chooser);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#report(error.message);
      return undefined;
    }
  }

  #stamp(chooser: Chooser): string {
    const file = fileStamp(this.file(chooser)) ?? absent;
    return chooser === 'prompt' ? `${file} ${this.texts.stamp()}` : file;
  }

  #text(chooser: Chooser): string {
    const text = readOwnFile(this.file(chooser)) ?? `${JSON.stringify(defaults[chooser], null, 2)}\n`;
    return chooser === 'prompt' ? this.#withAdopted(text) : text;
  }

  /** The prompts' index with an entry for each text of a person that none uses. */
  #withAdopted(text: string): string {
    const own = this.texts.own();
    if (own.length === 0) return text;
    const entries = parseVariants(this.file('prompt'), text);
    const used = new Set(entries.flatMap(({ id, template = id }) => [id, template]));
    return own
      .filter((template) => !used.has(template))
      .reduce((before, id) => withEntry(before, { id, name: id, template: id, wins: 0, trials: 0 }), text);
  }
}

function isSame(a: Counts, b: Counts): boolean {
  return Math.abs(a.trials - b.trials) <= countTolerance && Math.abs(a.wins - b.wins) <= countTolerance;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
