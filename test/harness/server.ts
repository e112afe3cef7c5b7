import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeServer } from './code-server.js';
import { shortTempFolder } from './paths.js';
import { capture, descendantsOf, endTree, sendSignal } from './processes.js';
import { atExit } from './teardown.js';

/** A folder and a port that belong together: the same pair started again finds the same settings, trust and state. */
export interface Profile {
  readonly folder: string;
  readonly port: number;
}

/** Settings as a person's `settings.json` would hold them. */
export type Settings = Readonly<Record<string, unknown>>;

/** Keeps the workbench quiet, and away from the network. */
const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'terminal.integrated.gpuAcceleration': 'off',
  'editor.accessibilitySupport': 'off',
  // As modals, the editors of settings, trust and keybindings swallow F1.
  'workbench.editor.useModal': 'off',
};

/** A new profile, deleted with this process. */
export async function createProfile(settings: Settings = {}): Promise<Profile> {
  const folder = mkdtempSync(join(shortTempFolder(), 'll-'));
  atExit.add(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const profile = { folder, port: await freePort() };
  for (const path of [extensionsFolder(profile), join(folder, 'home')]) {
    mkdirSync(path, { recursive: true });
  }
  mkdirSync(join(folder, 'run'), { mode: 0o700 });
  writeFileSync(join(folder, 'config.yaml'), 'auth: none\n');
  const user = join(folder, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  return profile;
}

/** VS Code's own log files; extension hosts write below `<time>/exthostN/`. */
export const logsFolder = (profile: Profile): string => join(profile.folder, 'data', 'logs');

/** Where VS Code looks for installed extensions. */
export const extensionsFolder = (profile: Profile): string => join(profile.folder, 'extensions');

/** Installs a .vsix as `code --install-extension` does. */
export async function installVsix(codeServer: CodeServer, profile: Profile, vsix: string): Promise<void> {
  const args = [...baseArguments(codeServer, profile), '--install-extension', vsix, '--force'];
  const output = await capture(codeServer.node, args, { env: environment(profile) });
  if (!output.includes('successfully installed'))
    throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}

export interface ServerOptions {
  /** Asks about trust as VS Code does; otherwise every folder is trusted. */
  readonly asksForTrust?: boolean;
  /** Allows an extension under development and a test suite to be named in the address. */
  readonly allowsDevelopment?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running VS Code server on 127.0.0.1. */
export interface Server {
  readonly profile: Profile;
  readonly url: string;
  /** Newest last; two may live for a few seconds after a page was reloaded. */
  extensionHosts(): number[];
  /** Resolves with the exit status when the server ends, for whatever reason. */
  readonly ended: Promise<number>;
  /** What the server itself printed. */
  output(): string;
  stop(): Promise<void>;
  /** SIGKILL to the server and all that it started, as a crash of the machine would. */
  kill(): void;
}

/** Starts a server and waits until it answers; it ends with this process. */
export async function startServer(
  codeServer: CodeServer,
  profile: Profile,
  options: ServerOptions = {},
): Promise<Server> {
  const outputFile = join(profile.folder, 'server.log');
  const outputHandle = openSync(outputFile, 'a');
  const child = spawn(codeServer.node, serverArguments(codeServer, profile, options), {
    env: { ...environment(profile), ...options.environment },
    stdio: ['ignore', outputHandle, outputHandle],
  });
  closeSync(outputHandle);
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
  // Extension hosts leave within 1.5 s; terminals would stay for longer.
  const stop = atExit.add(() => endTree(child.pid, 2000));
  const output = (): string => (existsSync(outputFile) ? readFileSync(outputFile, 'utf8') : '');
  const url = `http://127.0.0.1:${profile.port}`;
  const deadline = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code's server did not start:\n${output().slice(-4000)}`);
    }
    await sleep(50);
  }
  const family = (): number[] =>
    child.pid === undefined ? [] : descendantsOf(child.pid).map(({ pid }) => pid);
  return {
    profile,
    url,
    extensionHosts: () =>
      descendantsOf(child.pid ?? 0)
        .filter(({ commandLine }) => commandLine.includes('--type=extensionHost'))
        .map(({ pid }) => pid),
    ended,
    output,
    stop,
    kill: () => {
      for (const pid of [...family(), child.pid ?? 0].filter((each) => each > 0)) sendSignal(pid, 'SIGKILL');
    },
  };
}

function baseArguments(codeServer: CodeServer, profile: Profile): string[] {
  const { folder } = profile;
  return [
    ...[codeServer.entry, '--config', join(folder, 'config.yaml')],
    ...['--user-data-dir', join(folder, 'data'), '--extensions-dir', extensionsFolder(profile)],
  ];
}

function serverArguments(codeServer: CodeServer, profile: Profile, options: ServerOptions): string[] {
  const { isRecent } = codeServer.version;
  return [
    ...baseArguments(codeServer, profile),
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${profile.port}`],
    ...['--session-socket', join(profile.folder, 'ipc.sock')],
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    // Without it the extension host of a closed page lives on for three hours beside the next one.
    ...(isRecent ? ['--reconnection-grace-time', '3'] : []),
    ...(options.asksForTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.allowsDevelopment === true && isRecent
      ? ['--vscode-option', 'enable-smoke-test-driver']
      : []),
  ];
}

/** This process's environment without what npm, VS Code or a home folder would bring in. */
function environment({ folder }: Profile): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|CODE_SERVER|npm_|ELECTRON_RUN)/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const home = join(folder, 'home');
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    SHELL: '/bin/bash',
    LC_ALL: 'C.UTF-8',
    // No gallery: nothing may ask the network for extensions.
    EXTENSIONS_GALLERY: '{}',
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
