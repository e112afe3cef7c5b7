import type { DocsSite } from '../docs-site.js';
import type { Versions } from './workspace-versions.js';

export interface PinnedAddress {
  readonly url: string;
  /** What the page is about, such as `3.11`. */
  readonly version: string;
}

/** The same page of the documentation of the version that is used; undefined where that is the newest, or there is none. */
export function pinAddress(url: string, site: DocsSite, used: Versions): PinnedAddress | undefined {
  const { versions } = site;
  if (versions === undefined || !url.startsWith(versions.current)) return undefined;
  const version = versions.packages.map((name) => used.get(name)).find((each) => each !== undefined);
  const [major, minor, patch] = version?.split(/[.+-]/) ?? [];
  if (major === undefined) return undefined;
  const archive = versions.archives?.[major];
  if (archive !== undefined) return { url: archive + url.slice(versions.current.length), version: major };
  return versions.pinned === undefined
    ? undefined
    : filled(versions.pinned, { major, minor, patch }, url.slice(versions.current.length));
}

/** Undefined where the lockfile says less than the address needs. */
function filled(
  template: string,
  parts: Readonly<Record<string, string | undefined>>,
  rest: string,
): PinnedAddress | undefined {
  const needed = Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => parts[name]);
  if (!needed.every((part) => part !== undefined && /^\d+$/.test(part))) return undefined;
  const base = template.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
  return { url: base + rest, version: needed.join('.') };
}
