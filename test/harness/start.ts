// npm start [-- --folder PATH] [--desktop]: the extension in a real VS Code, on a copy of the sample workspace.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { currentVersion, installCodeServer } from './code-server.js';
import { buildExtension, linkExtension } from './extension.js';
import { projectRoot } from './paths.js';
import { runAttached } from './processes.js';
import { findProgram } from './programs.js';
import { createProfile, startServer } from './server.js';
import { PlainError, runProgram } from './teardown.js';
import { workbenchUrl } from './workbench.js';
import { copySampleWorkspace } from './workspace.js';

const log = (line: string): void => {
  console.log(line);
};

runProgram(async () => {
  const { folder, desktop } = readArguments();
  const program = desktop ? findDesktop() : undefined;
  await buildExtension();
  const workspace = folder ?? (await copySampleWorkspace());
  return program === undefined ? serve(workspace) : openDesktop(program, workspace);
});

function readArguments(): { folder: string | undefined; desktop: boolean } {
  const options = { folder: { type: 'string' }, desktop: { type: 'boolean', default: false } } as const;
  try {
    const { folder, desktop } = parseArgs({ options }).values;
    const path = folder === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? projectRoot, folder);
    if (path !== undefined && !isFolder(path)) throw new Error(`There is no folder ${path}.`);
    return { folder: path, desktop };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new PlainError(`${problem}\nusage: npm start [-- --folder PATH] [--desktop]`);
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

async function serve(workspace: string): Promise<number> {
  const codeServer = await installCodeServer(currentVersion, log);
  const profile = await createProfile({ 'workbench.startupEditor': 'readme' });
  linkExtension(profile);
  const server = await startServer(codeServer, profile);
  log('');
  log('VS Code with Learning Loop is running. Open in a browser on this machine:');
  log('');
  log(`    ${workbenchUrl(server, workspace)}`);
  log('');
  log(
    `It shows ${workspace}. Ctrl-C ends it${workspace.includes('ll-work-') ? ' and deletes this copy' : ''}.`,
  );
  return server.ended;
}

function findDesktop(): string {
  const names = ['code', 'code-insiders', 'codium'];
  const found = findProgram(process.platform === 'win32' ? names.map((name) => `${name}.cmd`) : names);
  if (found !== undefined) return found;
  throw new PlainError(
    'No desktop VS Code found: there is no `code` in PATH. Install it (in VS Code: "Shell Command: Install code ' +
      'command in PATH"), or run npm start without --desktop.',
  );
}

async function openDesktop(program: string, workspace: string): Promise<number> {
  log(`Opening ${workspace} in ${program}. Close the window to end.`);
  const args = [`--extensionDevelopmentPath=${projectRoot}`, '--new-window', '--wait', workspace];
  return runAttached(program, args, { shell: process.platform === 'win32' });
}
