import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CliLauncherParts {
  /** Outlives updates of the extension and belongs to this person alone. */
  readonly folder: string;
  /** The command-line tool of this version. */
  readonly cliFile: string;
  /** The editor's own Node, or what can be told to be one. */
  readonly nodeFile: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The command `learning-loop` in a place that stays the same when the extension is updated: a script that starts the tool of the
 * version that wrote it last. For an agent's hook it is silent when the extension is gone.
 */
export class CliLauncher {
  readonly #parts: CliLauncherParts;

  constructor(parts: CliLauncherParts) {
    this.#parts = parts;
  }

  /** How a shell starts the tool, quoted where it must be. */
  get command(): string {
    const { folder, platform } = this.#parts;
    // Git Bash, in which agents run hooks on Windows, takes both kinds of slash, and cmd.exe does too between quotes.
    if (platform === 'win32') return `"${join(folder, 'learning-loop.cmd').replaceAll('\\', '/')}"`;
    return quotedForSh(join(folder, 'learning-loop'));
  }

  /** Writes the script, unless it is there as it should be; answers with its folder. */
  async write(): Promise<string> {
    const { folder, platform } = this.#parts;
    await mkdir(folder, { recursive: true });
    if (platform === 'win32') await put(join(folder, 'learning-loop.cmd'), cmdScript(this.#parts));
    // Git Bash finds this one.
    await put(join(folder, 'learning-loop'), shScript(this.#parts));
    return folder;
  }
}

function shScript({ cliFile, nodeFile }: CliLauncherParts): string {
  const [cli, node] = [quotedForSh(slashed(cliFile)), quotedForSh(slashed(nodeFile))];
  return `#!/bin/sh
# Starts the command line of the VS Code extension Learning Loop, which wrote this.
if [ ! -f ${cli} ] || [ ! -x ${node} ]; then
  [ "$1" = hook ] && exit 0
  echo 'Learning Loop is not installed in VS Code any more.' >&2
  exit 1
fi
ELECTRON_RUN_AS_NODE=1 exec ${node} ${cli} "$@"
`;
}

function cmdScript({ cliFile, nodeFile }: CliLauncherParts): string {
  const [cli, node] = [cliFile.replaceAll('%', '%%'), nodeFile.replaceAll('%', '%%')];
  return [
    '@echo off',
    'rem Starts the command line of the VS Code extension Learning Loop, which wrote this.',
    'setlocal',
    `if exist "${cli}" if exist "${node}" goto start`,
    'if "%~1"=="hook" exit /b 0',
    'echo Learning Loop is not installed in VS Code any more. 1>&2',
    'exit /b 1',
    ':start',
    'set ELECTRON_RUN_AS_NODE=1',
    `"${node}" "${cli}" %*`,
    '',
  ].join('\r\n');
}

async function put(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  // A hook may be reading it.
  const written = `${file}.${process.pid}.new`;
  await writeFile(written, text, { mode: 0o755 });
  await rename(written, file);
}

function slashed(file: string): string {
  return /^[A-Za-z]:\\/.test(file) ? file.replaceAll('\\', '/') : file;
}

function quotedForSh(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
