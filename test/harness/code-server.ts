import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNativeModules, placeRipgrep } from './native-modules.js';
import { cacheFolder } from './paths.js';
import { capture, isRunning } from './processes.js';
import { atExit, PlainError } from './teardown.js';

/** A version of VS Code that the product is tested on, and the Node that runs it. */
export interface CodeServerVersion {
  readonly codeServer: string;
  readonly node: string;
  /** Packages that this version's own install scripts would fetch from elsewhere. */
  readonly extraPackages: readonly string[];
  /** Knows `--reconnection-grace-time`, and ignores development paths unless the test driver is switched on. */
  readonly isRecent: boolean;
}

/** Code 1.139.1. */
export const currentVersion: CodeServerVersion = {
  codeServer: '4.139.1',
  node: '24.21.0',
  extraPackages: [],
  isRecent: true,
};

/** Code 1.103.2, the oldest that `engines.vscode` promises. */
export const minimumVersion: CodeServerVersion = {
  codeServer: '4.103.2',
  node: '22.23.3',
  extraPackages: ['@vscode/ripgrep-universal@1.18.0'],
  isRecent: false,
};

/** An installed VS Code server. */
export interface CodeServer {
  readonly version: CodeServerVersion;
  /** The Node that runs it. */
  readonly node: string;
  /** The code-server package. */
  readonly root: string;
  /** The program to run with {@link node}. */
  readonly entry: string;
}

/**
 * Installs a VS Code server and its own Node from npm into the cache folder, or finds it there. Takes 30 s and 480 MB.
 * A folder that has its final name is complete: an interrupted installation leaves nothing that could be mistaken for it.
 */
export async function installCodeServer(
  version: CodeServerVersion,
  log: (line: string) => void,
): Promise<CodeServer> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new PlainError(
      'This test VS Code runs on Linux (x64, arm64) only. Elsewhere: npm start -- --desktop, or press F5 in VS Code.',
    );
  }
  const folder = join(cacheFolder(), `code-server-${version.codeServer}-node-${version.node}`);
  if (!existsSync(folder)) await installInto(folder, version, log);
  return describe(folder, version);
}

function describe(folder: string, version: CodeServerVersion): CodeServer {
  const root = join(folder, 'node_modules', 'code-server');
  return {
    version,
    node: join(folder, 'node_modules', nodePackage(), 'bin', 'node'),
    root,
    entry: join(root, 'out', 'node', 'entry.js'),
  };
}

const nodePackage = (): string => `node-linux-${process.arch}`;

async function installInto(
  folder: string,
  version: CodeServerVersion,
  log: (line: string) => void,
): Promise<void> {
  log(`installing VS Code (code-server ${version.codeServer}) into ${folder}, once`);
  removeAbandoned();
  const partial = join(cacheFolder(), `partial-${process.pid}-${version.codeServer}`);
  const discard = atExit.add(() => {
    rmSync(partial, { recursive: true, force: true });
  });
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
  const server = describe(partial, version);

  log('downloading code-server and its Node');
  await npmInstall(partial, [
    '--save-exact',
    `${nodePackage()}@${version.node}`,
    `code-server@${version.codeServer}`,
    ...version.extraPackages,
  ]);
  log('downloading the editor’s own packages');
  const editor = join(server.root, 'lib', 'vscode');
  // Not npm ci: it refuses the shrinkwrap that comes with the editor, while npm install keeps to its pins.
  for (const part of [editor, join(editor, 'extensions')])
    await npmInstall(part, ['--omit=dev', '--no-save']);
  placeRipgrep(server);
  await buildNativeModules(server, log);
  trim(editor);
  selectScripts(editor);
  await capture(server.node, [server.entry, '--config', join(partial, 'config.yaml'), '--version']);
  finish(partial, folder);
  await discard();
  log('VS Code is installed');
}

function finish(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Somebody else finished the same installation first: theirs is as good.
    if (!existsSync(folder)) throw error;
  }
}

function npmInstall(folder: string, args: readonly string[]): Promise<string> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return capture('npm', ['install', '--prefix', folder, ...quiet, ...args], { cwd: folder });
}

/** Points the two scripts that differ by platform at Linux's, as the skipped install script does. */
function selectScripts(editor: string): void {
  const scripts = { 'remote-cli/code-server': 'code-linux.sh', 'helpers/browser.sh': 'browser-linux.sh' };
  for (const [name, target] of Object.entries(scripts)) {
    rmSync(join(editor, 'bin', name), { force: true });
    symlinkSync(target, join(editor, 'bin', name));
  }
}

/** What 480 of 800 MB do not need: Copilot's runtimes and other platforms' binaries. */
function trim(editor: string): void {
  const modules = join(editor, 'node_modules');
  const github = join(modules, '@github');
  const sdks = existsSync(github) ? readdirSync(github).filter((name) => name.startsWith('copilot-sdk')) : [];
  const ripgrep = join(modules, '@vscode', 'ripgrep-universal', 'bin');
  const otherPlatforms = existsSync(ripgrep)
    ? readdirSync(ripgrep).filter((name) => name !== `linux-${process.arch}`)
    : [];
  const unneeded = [
    ...sdks.map((name) => join(github, name)),
    ...otherPlatforms.map((name) => join(ripgrep, name)),
    join(modules, '@microsoft', 'mxc-sdk'),
    join(editor, 'extensions', 'copilot'),
    join(editor, 'extensions', 'mermaid-markdown-features'),
  ];
  for (const path of unneeded) rmSync(path, { recursive: true, force: true });
}

/** Deletes what installations left behind that were killed before they could. */
function removeAbandoned(): void {
  mkdirSync(cacheFolder(), { recursive: true });
  for (const name of readdirSync(cacheFolder())) {
    const pid = /^partial-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    rmSync(join(cacheFolder(), name), { recursive: true, force: true });
  }
}
