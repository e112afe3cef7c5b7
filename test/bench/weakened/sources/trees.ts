import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../harness/paths.js';
import { downloadFromDebian, unpackDebian } from './debian.js';
import { checkHash, type Download, type Wanted } from './download.js';
import type { Source } from './manifest.js';
import { downloadFromNpm, unpackArchive } from './npm.js';

/** The unpacked files of one version of a source. */
export interface Tree {
  readonly source: Source;
  readonly version: string;
  readonly folder: string;
}

/**
 * Every version of every source, downloaded into the cache folder where it is not there yet: about three minutes and
 * 660 MB, once. A folder that has its final name is complete and was checked.
 */
export async function fetchTrees(sources: readonly Source[], say: (line: string) => void): Promise<Tree[]> {
  const cache = join(cacheFolder(), 'weakened-corpus');
  const all = sources.flatMap((source) => source.versions.map((v) => ({ source, ...v })));
  const missing = all.filter((wanted) => !existsSync(treeFolder(cache, wanted)));
  if (missing.length > 0) {
    say(`downloading ${missing.length} versions of open-source projects into ${cache}, once`);
    await fetchMissing(cache, missing);
  }
  return all.map((wanted) => ({
    source: wanted.source,
    version: wanted.version,
    folder: sourceRoot(treeFolder(cache, wanted)),
  }));
}

const treeFolder = (cache: string, { source, version }: Wanted): string =>
  join(cache, `${source.kind}-${source.name.replace('/', '+')}@${version.replace(':', '%3a')}`);

async function fetchMissing(cache: string, missing: readonly Wanted[]): Promise<void> {
  const partial = join(cache, `partial-${process.pid}`);
  mkdirSync(partial, { recursive: true });
  try {
    const fromNpm = missing.filter(({ source }) => source.kind === 'npm');
    const fromDebian = missing.filter(({ source }) => source.kind !== 'npm');
    for (const [wanted, download] of [
      [fromNpm, downloadFromNpm],
      [fromDebian, downloadFromDebian],
    ] as const) {
      const downloads = wanted.length > 0 ? await download(wanted, partial) : [];
      for (const one of downloads) await unpack(one, partial, treeFolder(cache, one.wanted));
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function unpack(download: Download, partial: string, folder: string): Promise<void> {
  await checkHash(download);
  const unpacked = join(partial, 'unpacked');
  mkdirSync(unpacked);
  if (download.wanted.source.kind === 'debian') await unpackDebian(download.file, unpacked);
  else await unpackArchive(download.file, unpacked);
  renameSync(unpacked, folder);
}

/** Below the folder into which Debian installs a language's sources, and below the one that carries a crate's version. */
function sourceRoot(folder: string): string {
  const crates = join(folder, 'usr/share/cargo/registry');
  if (existsSync(crates)) return join(crates, readdirSync(crates)[0] ?? '');
  const roots = ['usr/share/gocode/src', 'usr/lib/python3/dist-packages'].map((root) => join(folder, root));
  return roots.find((root) => existsSync(root)) ?? folder;
}
