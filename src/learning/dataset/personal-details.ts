import { peoplePatterns } from './people-patterns.js';
import type { ScrubIdentity } from './scrub-identity.js';

/** What stands for a detail that was taken out. */
export const placeholder =
  /<(?:secret:[a-z0-9-]+|repo|user|host|name|email|ip|mac|phone|card|iban|id|account|address|place)>/;

/** Names of accounts, folders and machines that say nothing about anybody. */
const generic = new Set(
  (
    'admin administrator agent app build builder ci circleci code coder codespace codespaces container debian default ' +
    'desktop dev developer docker email git github gitpod guest home host jenkins laptop local localhost main me name ' +
    'nobody node opt owner pi private project projects repo repos root runner secret server src system temp test tmp ' +
    'travis ubuntu user users usr vagrant var vscode work workspace workspaces www-data'
  ).split(' '),
);

/** First names that are words of English or of code: replaced only where they can be nothing but a name. */
const alsoWords = new Set(
  'bill case chase chip dale dean drew faith frank grace grant guy hope jack june mark miles page rich rose wade will'.split(
    ' ',
  ),
);

type Certainty = 'never' | 'in context' | 'anywhere';

interface Alternative {
  readonly kind: string;
  readonly replacement: string;
  /** Regular expression without capturing groups. */
  readonly source: string;
  /** Longer ones are tried first. */
  readonly length: number;
}

/** An e-mail address of a person: no package versions, image names, ssh remotes or example domains. */
const anyEmail =
  '(?<![\\p{L}\\p{N}._%+-])(?!(?:git|no-?reply)@)[a-z0-9][a-z0-9._%+-]{0,63}@(?!\\d+\\.\\d)(?!\\dx\\.)' +
  '(?!(?:[a-z0-9-]{1,63}\\.){0,4}(?:example(?:\\.(?:com|org|net))?|invalid|test|localhost|local)(?![a-z0-9.-]*[a-z0-9]))' +
  '(?:[a-z0-9-]{1,63}\\.){1,8}(?!(?:png|jpe?g|gif|svg|webp|ico|[cm]?[jt]sx?|json|css|html?|ya?ml|txt)(?![a-z]))[a-z]{2,24}(?![\\p{L}\\p{N}])';

/** Replaces what a text says about its machine and its people; built once for an identity, then used for any text. */
export class PersonalDetails {
  readonly #alternatives: readonly Alternative[];
  readonly #pattern: RegExp;

  constructor(identity: ScrubIdentity) {
    this.#alternatives = alternatives(identity);
    const sources = this.#alternatives.map(({ source }) => `(${source})`);
    this.#pattern = new RegExp([placeholder.source, ...sources].join('|'), 'giu');
  }

  /** Calls `counted` with the kind of each replacement. */
  replace(text: string, counted: (kind: string) => void): string {
    const others = text.replace(this.#pattern, (match, ...groups: unknown[]) => {
      const found = this.#alternatives.find((_, index) => groups[index] !== undefined);
      if (found === undefined) return match;
      counted(found.kind);
      return found.replacement;
    });
    return peoplePatterns.reduce((before, each) => {
      if (!each.hint.test(before)) return before;
      return before.replace(each.pattern, (match) => {
        if (each.isGenuine?.(match) === false) return match;
        counted(each.kind);
        return `<${each.placeholder}>`;
      });
    }, others);
  }
}

function alternatives(identity: ScrubIdentity): Alternative[] {
  const { homeDir, repoRoot, user, host, gitName = '', gitEmail = '' } = identity;
  const all: Alternative[] = [
    { kind: 'home', replacement: '~', source: pathSource(homeDir), length: homeDir.length },
    { kind: 'repo', replacement: '<repo>', source: pathSource(repoRoot), length: repoRoot.length },
    { kind: 'email', replacement: '<email>', source: escaped(gitEmail), length: gitEmail.length },
    // An address is longer than any name inside it.
    { kind: 'email', replacement: '<email>', source: anyEmail, length: Number.MAX_SAFE_INTEGER },
    ...namesOf('name', [gitName]),
    ...namesOf('user', [user]),
    ...namesOf('host', [host, host.split('.')[0] ?? '']),
  ];
  return all.filter(({ source }) => source !== '').sort((a, b) => b.length - a.length);
}

function namesOf(kind: string, names: readonly string[]): Alternative[] {
  return [...new Set(names)].map((name) => ({
    kind,
    replacement: `<${kind}>`,
    source: nameSource(name.trim()),
    length: name.length,
  }));
}

function certaintyOf(name: string): Certainty {
  const folded = name.toLowerCase();
  if (folded === '' || generic.has(folded)) return 'never';
  return Array.from(folded).length < 4 || alsoWords.has(folded) ? 'in context' : 'anywhere';
}

function nameSource(name: string): string {
  const certainty = certaintyOf(name);
  if (certainty === 'never') return '';
  const source = escaped(name).replace(/\s+/gu, '\\s+');
  const end = '(?![\\p{L}\\p{N}])';
  if (certainty === 'anywhere') return `(?<![\\p{L}\\p{N}])${source}${end}`;
  const afterHomes = `(?<=[/\\\\](?:home|users)[/\\\\]{1,2})${source}${end}`;
  const inAddress = `(?<![\\p{L}\\p{N}])${source}(?=@|\\s?<)`;
  return `${afterHomes}|${inAddress}|(?<=[\\p{L}\\p{N}]@)${source}${end}`;
}

/** Matches a path however its separators were escaped. A path made of common words only counts where it starts a path. */
function pathSource(path: string): string {
  const trimmed = path.replace(/[/\\]+$/, '');
  const segments = trimmed.split(/[/\\]+/);
  if (segments.every((segment) => segment === '' || /^[a-z]:$/i.test(segment))) return '';
  const source = segments
    .map((segment) => escaped(segment).replace(/:$/, '(?::|%3a)'))
    .join('(?:\\\\{1,4}|\\\\?/)');
  if (segments.some((segment) => certaintyOf(segment) === 'anywhere')) return source;
  return `(?<![\\p{L}\\p{N}_.~>)}\\]-])${source}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`;
}

function escaped(literal: string): string {
  return literal.replace(
    /[\\^$.*+?()[\]{}|/-]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
