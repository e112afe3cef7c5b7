import { existsSync, mkdirSync, copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from './processes.js';
import type { CodeServer } from './code-server.js';

/**
 * Modules without a prebuilt binary in some version: spdlog writes VS Code's log files, the watchdog ends an
 * extension host with its server, argon2 is loaded even without a password.
 */
const candidates = [
  { from: 'vscode', name: '@vscode/spdlog' },
  { from: 'vscode', name: '@vscode/native-watchdog' },
  { from: 'vscode', name: 'native-watchdog' },
  { from: 'vscode', name: 'node-pty' },
  { from: 'vscode', name: '@parcel/watcher' },
  { from: 'root', name: 'argon2' },
] as const;

const compilers = 'python3, make and g++ (Debian: apt-get install python3 make g++)';

/** Compiles the native modules that do not load yet, with the headers that come in the Node package. */
export async function buildNativeModules(server: CodeServer, log: (line: string) => void): Promise<void> {
  const homes = { vscode: join(server.root, 'lib', 'vscode'), root: dirname(dirname(server.root)) };
  const loads = (home: string, name: string): Promise<boolean> =>
    capture(server.node, ['-e', `require(${JSON.stringify(name)})`], { cwd: home }).then(
      () => true,
      () => false,
    );
  for (const { from, name } of candidates) {
    if (!existsSync(join(homes[from], 'node_modules', name)) || (await loads(homes[from], name))) continue;
    log(`compiling ${name}`);
    const failure = await compile(server, homes[from], name).then(
      () => '',
      (error: unknown) => String(error).slice(-300),
    );
    // Judged by the result: node-pty's script fails after it has compiled what counts.
    if (await loads(homes[from], name)) continue;
    const effect =
      name === 'argon2' ? 'VS Code will not start' : 'VS Code runs, but without some of its log files';
    log(`could not compile ${name} (${effect}): it takes ${compilers}. ${failure}`);
  }
}

async function compile(server: CodeServer, home: string, name: string): Promise<void> {
  const nodeBin = dirname(server.node);
  await capture('npm', ['rebuild', '--prefix', home, '--loglevel=error', name], {
    cwd: home,
    env: {
      ...process.env,
      PATH: `${nodeBin}:${process.env['PATH'] ?? ''}`,
      npm_config_nodedir: dirname(nodeBin),
      npm_config_build_from_source: 'true',
    },
  });
}

/** Puts ripgrep where older versions look for it: their own install script would fetch it from GitHub. */
export function placeRipgrep(server: CodeServer): void {
  const modules = join(server.root, 'lib', 'vscode', 'node_modules', '@vscode');
  const expected = join(modules, 'ripgrep', 'bin', 'rg');
  if (!existsSync(join(modules, 'ripgrep')) || existsSync(expected)) return;
  const bundled = join(dirname(dirname(server.root)), 'node_modules', '@vscode', 'ripgrep-universal', 'bin');
  mkdirSync(dirname(expected), { recursive: true });
  copyFileSync(join(bundled, `linux-${process.arch}`, 'rg'), expected);
}
