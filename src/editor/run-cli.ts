import { spawn } from 'node:child_process';
import type * as vscode from 'vscode';
import { UserError } from '../learning/user-error.js';

/**
 * Runs the command-line tool in a process of its own and answers with what it printed; cancelling ends the process.
 * @throws {UserError} with what it said, where it failed
 */
export async function runCli(
  cliFile: string,
  args: readonly string[],
  cancelled: vscode.CancellationToken,
): Promise<string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const child = spawn(process.execPath, [cliFile, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const listening = cancelled.onCancellationRequested(() => child.kill());
  try {
    return await new Promise<string>((resolve, reject) => {
      let [printed, said] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(printed);
        else reject(new UserError(said.trim() || 'It was ended.'));
      });
    });
  } finally {
    listening.dispose();
  }
}
