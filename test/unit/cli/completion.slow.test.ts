import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.js';
import { findProgram } from '../../harness/programs.js';

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
const scriptOf = (shell: string): string => join(folder, shell);

async function write(shell: string): Promise<void> {
  const lines: string[] = [];
  const command = commands.find(({ name }) => name === 'completion');
  const print = (line: string): void => void lines.push(line);
  await command?.run({ root: '/', positionals: [shell], values: {}, print });
  writeFileSync(scriptOf(shell), `${lines.join('\n')}\n`);
}

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) await write(shell);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('bash', () => {
  function completed(...words: readonly string[]): string[] {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const program = `source ${scriptOf('bash')}; COMP_WORDS=(learning-loop ${typed}); COMP_CWORD=${words.length}
      _learning_loop; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', program], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((word) => word !== '');
  }

  it('completes every command', () => {
    expect(completed('')).toEqual(commands.map(({ name }) => name));
    expect(completed('st')).toEqual(['stats', 'standings']);
  });

  it('completes the options of a command, and leaves files to the shell', () => {
    expect(completed('runs', '--')).toEqual(
      expect.arrayContaining(['--limit', '--json', '--root', '--help']),
    );
    expect(completed('mcp', '--j')).toEqual([]);
    expect(completed('backup', 'x')).toEqual([]);
  });
});

describe.each([
  ['zsh', ['-n']],
  ['fish', ['--no-execute']],
])('%s', (shell, flags) => {
  const program = findProgram([shell]);

  it.runIf(program !== undefined)('reads its script', () => {
    const { stderr, status } = spawnSync(program ?? '', [...flags, scriptOf(shell)], { encoding: 'utf8' });
    expect([stderr, status]).toEqual(['', 0]);
  });
});

it('is there for no other shell', async () => {
  await expect(write('csh')).rejects.toThrow('bash, zsh, fish');
});
