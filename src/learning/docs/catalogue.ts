import type { DocsSite } from './docs-site.js';
import type { Versions } from './versions/workspace-versions.js';

/** A library whose documentation may be looked up. */
export interface KnownLibrary {
  /** How it is called. */
  readonly name: string;
  /** What it answers to, its name included; in lower case. */
  readonly names: readonly string[];
  /** What its site documents, for people. */
  readonly purpose: string;
  readonly host: string;
  /** Whether a lockfile of the workspace names it. */
  readonly isUsed: boolean;
}

/** Libraries of the sites that have a name, those that the workspace uses first. */
export function catalogueOf(sites: readonly DocsSite[], used: Versions): KnownLibrary[] {
  const libraries = sites.flatMap(({ libraries: names, purpose, start, versions }): KnownLibrary[] => {
    const [name] = names;
    if (name === undefined) return [];
    const packages = [
      ...(versions?.packages ?? []),
      ...names.flatMap((each) => [`npm:${each}`, `pypi:${each}`]),
    ];
    const isUsed = packages.some((each) => used.has(each));
    return [{ name, names, purpose, host: new URL(start).hostname, isUsed }];
  });
  return libraries.sort((a, b) => Number(b.isUsed) - Number(a.isUsed));
}
