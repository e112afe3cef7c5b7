import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { findSecretValues } from './assigned-values.js';
import { credentialPatterns, quotedCredential } from './credential-patterns.js';
import { looksRandom } from './random-looking.js';
import { requestPatterns } from './request-patterns.js';
import { formPatterns, tokenPattern, type SecretPattern } from './secret-patterns.js';
import { tokenPatterns } from './token-patterns.js';

/** A stretch of a text that is a secret. */
export interface FoundSecret {
  readonly kind: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const contextPatterns = [...credentialPatterns, ...requestPatterns];

/** Whether any pattern that looks at what stands around can match: one look instead of many. */
const credentialHint =
  /pass|pwd|secret|token|key|auth|credential|bearer|basic|cookie|session|login|mnemonic|seed|sig|machine|mysql|curl|:\/\/|_pat|:\d{2,5}:/i;

type Rule = (typeof rules)[number];
type RuleContext = Parameters<Rule['create']>[0];
type Handler = ReturnType<Rule['create']>;
type Source = Parameters<NonNullable<Handler['file']>>[0];

/** Honours `secretlint-disable` comments; a text must not be able to say that its own secrets are none. */
const commentFilter = '@secretlint/secretlint-rule-filter-comments';

/** AWS key ids are only looked for when asked. */
const ruleOptions = { enableIDScanRule: true };

/**
 * Finds secrets in texts: by the recommended rules of secretlint, driven without its core because that one is
 * asynchronous, and by the patterns those rules lack.
 */
export class SecretFinder {
  readonly #handlers: readonly Handler[];
  readonly #found: FoundSecret[] = [];
  #text = '';

  constructor() {
    this.#handlers = rules
      .filter((rule) => rule.meta.id !== commentFilter)
      .map((rule) => rule.create(this.#contextOf(rule), ruleOptions));
  }

  /** All secrets of a text, first to last, overlapping ones joined. Throws if a rule of secretlint became asynchronous. */
  find(text: string): FoundSecret[] {
    this.#found.length = 0;
    this.#text = text;
    const source = asSource(text);
    for (const handler of this.#handlers) {
      if (handler.file?.(source) !== undefined)
        throw new Error('A rule of secretlint answered with a promise.');
    }
    for (const pattern of formPatterns) this.#found.push(...matches(text, pattern));
    this.#found.push(...longWords(text));
    if (credentialHint.test(text)) {
      for (const pattern of contextPatterns) this.#found.push(...matches(text, pattern));
      this.#found.push(...findSecretValues(text).map((each) => ({ kind: 'value', ...each })));
    }
    return joined(this.#found);
  }

  #contextOf(rule: Rule): RuleContext {
    const kind = rule.meta.id.replace('@secretlint/secretlint-rule-', '');
    return {
      sharedOptions: {},
      createTranslator: () => (messageId, data) => ({ message: '', messageId: String(messageId), data }),
      report: ({ range, message }) => this.#found.push({ kind, ...this.#place(range, message.data) }),
      ignore: () => undefined,
    };
  }

  /** The rules for aws and npm report the length of the value from the start of its key, so the value itself is looked up. */
  #place([start, end]: readonly [number, number], data: unknown): { start: number; end: number } {
    const credential = Object.values(data ?? {}).find((value) => typeof value === 'string') ?? '';
    const at = credential === '' ? -1 : this.#text.indexOf(credential, start);
    return at < 0 ? { start, end } : { start: at, end: at + credential.length };
  }
}

/** Values of `"password": "..."` and the like; replacing them keeps JSON valid. */
export function findQuotedCredentials(text: string): FoundSecret[] {
  return matches(text, quotedCredential);
}

/**
 * A text may be anything, so it wears the name that makes the most rules look: .npmrc for npm, JSON for gcp, whose rule parses
 * the whole text and is spared what cannot concern it.
 */
function asSource(content: string): Source {
  const nowhere = { line: 1, column: 0 };
  return {
    content,
    hasBOM: false,
    ext: content.includes('private_key') ? '.json' : '',
    filePath: '.npmrc',
    physicalFilePath: undefined,
    contentType: 'text',
    getFilePath: () => '.npmrc',
    getPhysicalFilePath: () => undefined,
    // Only the comment filter asks for places.
    locationToRange: () => [0, 0],
    rangeToLocation: () => ({ start: nowhere, end: nowhere }),
    positionToIndex: () => 0,
    indexToPosition: () => nowhere,
  };
}

/** Tokens of known issuers, and words that look as random as one. Most of a text has no word so long that has a digit. */
function longWords(text: string): FoundSecret[] {
  return Array.from(text.matchAll(/(?<![\w+/=.~$:|%-])[\w+/=.~$:|%-]{16,}/g)).flatMap(
    ({ 0: word, index }) => {
      if (!/\d|[A-Za-z]{30}/.test(word)) return [];
      const tokens = Array.from(word.matchAll(tokenPattern), (match) => ({
        kind: tokenPatterns.find((_, group) => match[group + 1] !== undefined)?.kind ?? 'token',
        start: index + match.index,
        end: index + match.index + match[0].length,
      }));
      return [...tokens, ...randomParts(word, index)];
    },
  );
}

/** Parts of a path or name are looked at one by one; the hash of a package is public. */
function randomParts(word: string, offset: number): FoundSecret[] {
  if (/(?:^|[^a-z])sha\d{3}-/.test(word)) return [];
  return Array.from(word.matchAll(/[A-Za-z0-9_+=~%-]{24,}/g))
    .filter(([part]) => /[A-Z]/.test(part) && /[a-z]/.test(part) && looksRandom(part))
    .map(({ 0: part, index }) => ({
      kind: 'token',
      start: offset + index,
      end: offset + index + part.length,
    }));
}

function matches(text: string, { kind, pattern }: SecretPattern): FoundSecret[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const [start, end] = match.indices?.groups?.['secret'] ??
      match.indices?.[0] ?? [match.index, match.index];
    return { kind, start, end };
  });
}

function joined(found: readonly FoundSecret[]): FoundSecret[] {
  const result: FoundSecret[] = [];
  for (const next of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || next.start >= last.end) result.push(next);
    else if (next.end > last.end) result[result.length - 1] = { ...last, end: next.end };
  }
  return result;
}
