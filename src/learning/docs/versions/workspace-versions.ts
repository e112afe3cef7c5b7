import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  goVersions,
  npmVersions,
  pipVersions,
  pnpmVersions,
  tomlVersions,
  yarnVersions,
} from './lockfiles.js';

/** Versions by `registry:name`, such as `npm:react` or `runtime:python`. */
export type Versions = ReadonlyMap<string, string>;

/** What says exactly which version a workspace uses, and how to read it. Earlier files win. */
const sources: readonly (readonly [
  file: string,
  read: (text: string) => Iterable<readonly [string, string]>,
])[] = [
  ['package-lock.json', npmVersions],
  ['npm-shrinkwrap.json', npmVersions],
  ['pnpm-lock.yaml', pnpmVersions],
  ['yarn.lock', yarnVersions],
  ['poetry.lock', (text) => tomlVersions(text, 'pypi')],
  ['uv.lock', (text) => tomlVersions(text, 'pypi')],
  ['pdm.lock', (text) => tomlVersions(text, 'pypi')],
  ['requirements.txt', pipVersions],
  ['Cargo.lock', (text) => tomlVersions(text, 'cargo')],
  ['go.mod', goVersions],
  ['.nvmrc', (text) => runtime('node', text)],
  ['.node-version', (text) => runtime('node', text)],
  ['.python-version', (text) => runtime('python', text)],
];
const maxBytes = 30_000_000;

/** Reads which versions a workspace uses; a file that is no plain file, too large or not understood says nothing. */
export function workspaceVersions(root: string): Versions {
  const versions = new Map<string, string>();
  for (const [file, read] of sources) {
    const text = plainText(join(root, file));
    if (text === undefined) continue;
    for (const [name, version] of read(text)) {
      if (!versions.has(name) && /^\d+(?:\.\d+)*/.test(version)) versions.set(name, version);
    }
  }
  return versions;
}

/** A repository may hold a pipe under that name, or a link to a file that is not its own. */
function plainText(file: string): string | undefined {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > maxBytes) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function runtime(name: string, text: string): [string, string][] {
  return [[`runtime:${name}`, text.trim().replace(/^v/, '')]];
}
