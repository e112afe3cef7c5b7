import { isIP } from 'node:net';
import { UserError } from '../user-error.js';
import { DocsError } from './docs-error.js';
import type { DocsSite } from './docs-site.js';
import { knownSites } from './known-sites.js';

/** The sites that may be read, and the only place that decides whether an address may be asked for. */
export class AllowList {
  readonly sites: readonly DocsSite[];
  /** What an allowed address begins with, by its host. */
  readonly #scopes = new Map<string, string[]>();

  /**
   * @param addedHosts what a person added for this machine, such as `docs.example.com`; never what a repository says
   * @throws {UserError} naming what is not a plain host name
   */
  constructor(addedHosts: readonly string[] = [], sites: readonly DocsSite[] = knownSites) {
    this.sites = [...sites, ...addedHosts.map(addedSite)];
    for (const site of this.sites) {
      this.#add(site.scope);
      for (const archive of Object.values(site.versions?.archives ?? {})) this.#add(archive);
    }
  }

  /**
   * The address as a URL, if it may be asked for: https at the default port, without credentials, on exactly a listed host and
   * where only a part of the host is listed, in that part. International names and a dot at the end are made plain first.
   * @throws {DocsError} `refused`
   */
  check(address: string | URL): URL {
    const url = parsed(address);
    const why = this.#objection(url);
    if (why !== undefined) throw new DocsError('refused', `${shown(url)} was not fetched: ${why}.`);
    url.hash = '';
    return url;
  }

  allows(address: string): boolean {
    return URL.canParse(address) && this.#objection(parsed(address)) === undefined;
  }

  /** The site that a page belongs to; undefined for a host that only archives have. */
  siteOfPage(url: string): DocsSite | undefined {
    return this.sites.find(({ scope }) => isWithin(scope, url));
  }

  /** The site of a library by its name, in whatever case; undefined when there is none. */
  siteOfLibrary(library: string): DocsSite | undefined {
    const name = library.trim().toLowerCase();
    return this.sites.find(({ libraries }) => libraries.includes(name));
  }

  /** How every known library is called. */
  get libraries(): readonly string[] {
    return this.sites.flatMap(({ libraries }) => libraries[0] ?? []);
  }

  #add(scope: string): void {
    const { hostname } = new URL(scope);
    this.#scopes.set(hostname, [...(this.#scopes.get(hostname) ?? []), scope]);
  }

  #objection(url: URL): string | undefined {
    if (url.protocol !== 'https:') return 'only https pages are';
    if (url.username !== '' || url.password !== '') return 'it carries a user name or password';
    if (url.port !== '') return 'it names a port';
    const scopes = this.#scopes.get(url.hostname);
    if (scopes === undefined) return `${url.hostname} is not on the list of documentation sites`;
    if (!scopes.some((scope) => isWithin(scope, url.href)))
      return `of ${url.hostname} only some parts are on the list`;
    return undefined;
  }
}

/** `https://host/a` holds `/a`, `/a/b` and `/a?b`, but not `/ab`. */
function isWithin(scope: string, href: string): boolean {
  if (!href.startsWith(scope)) return false;
  return scope.endsWith('/') || /^(?:$|[/?#])/.test(href.slice(scope.length));
}

function parsed(address: string | URL): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new DocsError('refused', `"${String(address).slice(0, 200)}" is not an address of a page.`);
  }
  // "react.dev." is the same host; names in other scripts and other ways to write numbers were made plain by URL.
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url;
}

/** Credentials do not belong into messages. */
function shown(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function addedSite(entry: string): DocsSite {
  const url = URL.canParse(`https://${entry}/`) ? new URL(`https://${entry}/`) : undefined;
  const host = url?.hostname.replace(/\.$/, '') ?? '';
  const isPlain = url?.href === `https://${url?.hostname ?? ''}/` && /^[^*]+\.[^*]*[a-z][^*]*$/.test(host);
  if (!isPlain || isIP(host) !== 0 || /\.(?:localhost|local|internal)$/.test(host)) {
    throw new UserError(
      `"${entry}" is not the name of a documentation host. Write just the name, such as docs.example.com.`,
    );
  }
  const start = `https://${host}/`;
  return {
    purpose: 'added by you',
    libraries: [host],
    start,
    scope: start,
    indexes: listsAnyHostMayHave(start),
  };
}

function listsAnyHostMayHave(start: string): DocsSite['indexes'] {
  return [
    { kind: 'llms', url: `${start}llms.txt` },
    { kind: 'inventory', url: `${start}objects.inv` },
    { kind: 'sitemap', url: `${start}sitemap.xml` },
    { kind: 'links', url: start },
  ];
}
