import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../../harness/processes.js';
import { PlainError } from '../../../harness/teardown.js';
import { inBatches, type Download, type Wanted } from './download.js';
import type { Source } from './manifest.js';

const suites = ['bookworm', 'trixie'];
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

const advice =
  'The corpus holds Go, Rust and Python projects as Debian ships them: run this benchmark on Debian (apt-get, its archive keyring).';

/**
 * Downloads Debian packages of two releases into `folder` with apt-get, from the mirror that this machine uses. Lists
 * and settings are private: nothing of the machine's own apt is changed, and root is not needed.
 * @throws {PlainError} on another system than Debian
 */
export async function downloadFromDebian(wanted: readonly Wanted[], folder: string): Promise<Download[]> {
  const apt = await privateApt(folder);
  await capture('apt-get', [...apt, 'update', '-q']);
  const specs = (kind: Source['kind']): string[][] =>
    inBatches(
      wanted
        .filter(({ source }) => source.kind === kind)
        .map(({ source, version }) => `${source.name}=${version}`),
      50,
    );
  for (const batch of specs('debian')) {
    await capture('apt-get', [...apt, 'download', '-q', ...batch], { cwd: folder });
  }
  for (const batch of specs('debian-source')) {
    const command = ['source', '--download-only', '--tar-only', '--only-source', '-q'];
    // Mirrors may lack one of the further archives of a package, which are not needed: findDownload sees what came.
    await capture('apt-get', [...apt, ...command, ...batch], { cwd: folder }).catch(() => undefined);
  }
  return wanted.map((one) => ({ wanted: one, file: findDownload(folder, one) }));
}

async function privateApt(folder: string): Promise<string[]> {
  if (!existsSync('/usr/bin/apt-get') || !existsSync(keyring)) throw new PlainError(advice);
  const mirror = await machinesMirror();
  const list = join(folder, 'sources.list');
  const lines = suites.flatMap((suite) =>
    ['deb', 'deb-src'].map((type) => `${type} [signed-by=${keyring}] ${mirror} ${suite} main\n`),
  );
  writeFileSync(list, lines.join(''));
  for (const name of ['lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  const settings = {
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::State::Status': '/dev/null',
    'Dir::Cache': join(folder, 'cache'),
    // Packages of Rust crates differ by architecture in their hash, not in their sources.
    'APT::Architecture': 'amd64',
    'APT::Architectures': 'amd64',
    'APT::Sandbox::User': '',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

async function machinesMirror(): Promise<string> {
  const printed = await capture('apt-get', ['indextargets', '--format', '$(LABEL) $(SITE)']);
  const mirror = /^Debian (\S+)$/m.exec(printed)?.[1];
  if (mirror === undefined) throw new PlainError(advice);
  return mirror;
}

function findDownload(folder: string, { source, version }: Wanted): string {
  const withoutEpoch = version.replace(/^\d+:/, '');
  const isBinary = source.kind === 'debian';
  const start = `${source.name}_${isBinary ? version.replace(':', '%3a') : withoutEpoch.replace(/-[^-]*$/, '')}`;
  const ending = isBinary ? /^_\w+\.deb$/ : /^\.orig\.tar\.(gz|xz|bz2)$/;
  const name = readdirSync(folder).find((n) => n.startsWith(start) && ending.test(n.slice(start.length)));
  if (name === undefined) throw new PlainError(`Debian’s mirror no longer has ${source.name} ${version}.`);
  return join(folder, name);
}

/** Unpacks a Debian package's files into `folder`, as far as they are the project's own sources. */
export async function unpackDebian(file: string, folder: string): Promise<void> {
  await capture('dpkg-deb', ['-x', file, folder]);
}
