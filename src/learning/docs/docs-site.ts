/**
 * How a site lists its own pages. `inventory`: Sphinx's objects.inv; `sphinx`: its searchindex.js; `mkdocs`: search_index.json;
 * `list`: a JSON array of titles and addresses; `llms`: llms.txt; `sitemap`: sitemap.xml; `links`: the links of a page of contents.
 */
export type SiteIndexKind = 'inventory' | 'sphinx' | 'mkdocs' | 'list' | 'llms' | 'sitemap' | 'links';

export interface SiteIndex {
  readonly kind: SiteIndexKind;
  readonly url: string;
}

/** Where the documentation of other versions than the newest lies. */
export interface SiteVersions {
  /** Whose version counts, as `registry:name`; the first that a lockfile names. */
  readonly packages: readonly string[];
  /** What addresses of the newest version begin with. */
  readonly current: string;
  /** What takes its place, with `{major}`, `{minor}`, `{patch}`; on the same host. */
  readonly pinned?: string | undefined;
  /** What takes its place for one major version, on a host of its own. */
  readonly archives?: Readonly<Record<string, string>> | undefined;
}

/** A site of official documentation that may be read. */
export interface DocsSite {
  /** What it documents, for people. */
  readonly purpose: string;
  /** Names of libraries it documents, in lower case; the first is how it is called. */
  readonly libraries: readonly string[];
  /** Where its documentation begins. */
  readonly start: string;
  /** What every address begins with that may be asked for. */
  readonly scope: string;
  /** Its lists of pages, the best first; a later one is used where an earlier one cannot be had. */
  readonly indexes: readonly SiteIndex[];
  readonly versions?: SiteVersions | undefined;
}

type Indexes = Readonly<Partial<Record<SiteIndexKind, string>>>;

/**
 * A site whose whole host may be read, unless `more.scope` says less.
 * @param names separated by spaces
 */
export function site(
  purpose: string,
  names: string,
  start: string,
  indexes: Indexes = {},
  more: { readonly scope?: string; readonly versions?: SiteVersions } = {},
): DocsSite {
  const { scope = `${new URL(start).origin}/`, versions } = more;
  const listed = Object.entries(indexes).map(([kind, url]) => ({ kind: kind as SiteIndexKind, url }));
  return {
    purpose,
    libraries: names.split(' ').filter((name) => name !== ''),
    start,
    scope,
    indexes: listed.map(({ kind, url }) => ({ kind, url: new URL(url, start).href })),
    versions,
  };
}
