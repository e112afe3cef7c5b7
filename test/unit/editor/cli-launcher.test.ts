import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CliLauncher } from '../../../src/editor/cli-launcher.js';

describe('CliLauncher', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "it's a $HOME; "));
    return () => {
      rmSync(folder, { recursive: true });
    };
  });

  const launcher = (cliFile = join(folder, 'cli.cjs')): CliLauncher =>
    new CliLauncher({ folder: join(folder, 'bin'), cliFile, nodeFile: process.execPath, platform: 'linux' });

  it('starts the tool by a name that stays, whatever is in the path and the arguments', async () => {
    writeFileSync(
      join(folder, 'cli.cjs'),
      'console.log(JSON.stringify([process.argv.slice(2), process.env.ELECTRON_RUN_AS_NODE]))',
    );
    const { command } = launcher();
    await launcher().write();
    const printed = execFileSync('sh', ['-c', `${command} hook --agent "a b" '$x'`], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual([['hook', '--agent', 'a b', '$x'], '1']);
    const after = launcher(join(folder, 'newer.cjs'));
    expect(after.command).toBe(command);
    await after.write();
    expect(readFileSync(join(folder, 'bin', 'learning-loop'), 'utf8')).toContain('newer.cjs');
  });

  it('is written only when it is another one', async () => {
    await launcher().write();
    const { ino } = statSync(join(folder, 'bin', 'learning-loop'));
    await launcher().write();
    expect(statSync(join(folder, 'bin', 'learning-loop')).ino).toBe(ino);
  });

  it('disturbs no agent when the extension is gone, and tells a person', async () => {
    await launcher().write();
    const run = (args: string) =>
      spawnSync('sh', ['-c', `${launcher().command} ${args}`], { encoding: 'utf8' });
    expect(run('hook --agent claude-code')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(run('stats')).toMatchObject({ status: 1, stdout: '' });
    expect(run('stats').stderr).toContain('not installed');
  });

  it('is quoted for the shells of Windows', async () => {
    const windows = new CliLauncher({
      folder: join(folder, 'bin'),
      cliFile: String.raw`C:\Users\100% Ann\cli.cjs`,
      nodeFile: String.raw`C:\Program Files\Code.exe`,
      platform: 'win32',
    });
    expect(windows.command).toMatch(/^".*\/bin\/learning-loop\.cmd"$/);
    await windows.write();
    const script = readFileSync(join(folder, 'bin', 'learning-loop.cmd'), 'utf8');
    expect(script).toContain(String.raw`"C:\Program Files\Code.exe" "C:\Users\100%% Ann\cli.cjs" %*`);
    const bash = readFileSync(join(folder, 'bin', 'learning-loop'), 'utf8');
    expect(bash).toContain(`exec 'C:/Program Files/Code.exe' 'C:/Users/100% Ann/cli.cjs' "$@"`);
  });
});
