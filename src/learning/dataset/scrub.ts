import { PersonalDetails, placeholder } from './personal-details.js';
import type { ScrubIdentity } from './scrub-identity.js';
import { findQuotedCredentials, SecretFinder, type FoundSecret } from './secret-finder.js';

export type { ScrubIdentity } from './scrub-identity.js';

const rememberedLength = 60;
const rememberedStrings = 10_000;

/** A text without secrets and personal details. */
export interface Scrubbed {
  readonly text: string;
  /** How many of each kind were replaced, e.g. `{ 'secret:aws': 1, home: 3 }`. */
  readonly replaced: Readonly<Record<string, number>>;
}

/**
 * Replaces secrets by `<secret:KIND>`, the home folder by `~`, the repository by `<repo>`, and user, host, names and e-mail
 * addresses by `<user>`, `<host>`, `<name>`, `<email>`. Scrubbing twice changes nothing more. Names that are ordinary words
 * (`mark`, or fewer than four letters) are replaced only in paths and addresses; generic ones (`root`) never.
 */
export function scrubText(text: string, identity: ScrubIdentity): Scrubbed {
  const scrubber = new Scrubber(identity);
  return { text: scrubber.scrub(text), replaced: scrubber.replaced() };
}

/** Scrubs every string of a JSON text, keys too, and leaves the rest of it as written; what is not JSON is scrubbed as text. */
export function scrubJson(json: string, identity: ScrubIdentity): Scrubbed {
  const scrubber = new Scrubber(identity);
  const text = scrubber.scrubJson(json);
  return { text, replaced: scrubber.replaced() };
}

/** Scrubs many texts of one identity and counts what it replaced in all of them. */
export class Scrubber {
  readonly #secrets = new SecretFinder();
  readonly #details: PersonalDetails;
  readonly #counts = new Map<string, number>();
  /** Short strings without anything to replace: keys and names come again in every line. */
  readonly #clean = new Set<string>();

  constructor(identity: ScrubIdentity) {
    this.#details = new PersonalDetails(identity);
  }

  replaced(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Repeats until nothing is found: a replacement can uncover what a neighbouring letter had hidden. */
  scrub(text: string): string {
    if (this.#clean.has(text)) return text;
    for (let before = text; ;) {
      const withoutSecrets = this.#replace(before, this.#secrets.find(before));
      const after = this.#details.replace(withoutSecrets, this.#count);
      if (after === before) return this.#remembered(after);
      before = after;
    }
  }

  /** Every string of a JSON text, keys too. */
  scrubJson(json: string): string {
    if (!isJson(json)) return this.scrub(json);
    const strings = json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, (literal) => {
      const value = String(JSON.parse(literal));
      const scrubbed = this.scrub(value);
      return scrubbed === value ? literal : JSON.stringify(scrubbed);
    });
    return this.#replace(strings, findQuotedCredentials(strings));
  }

  #remembered(clean: string): string {
    if (clean.length <= rememberedLength && this.#clean.size < rememberedStrings) this.#clean.add(clean);
    return clean;
  }

  readonly #count = (kind: string): void => {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  };

  #replace(text: string, secrets: readonly FoundSecret[]): string {
    let result = '';
    let from = 0;
    for (const { kind, start, end } of secrets) {
      if (isPlaceholder(text.slice(start, end))) continue;
      result += `${text.slice(from, start)}<secret:${kind}>`;
      from = end;
      this.#count(`secret:${kind}`);
    }
    return result + text.slice(from);
  }
}

function isPlaceholder(text: string): boolean {
  return placeholder.exec(text)?.[0] === text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
