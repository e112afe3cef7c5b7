import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command-line program, bundled as it ships into a folder with no node_modules near, and run as a process. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  /** The program itself, for Node. */
  readonly file = join(this.folder, 'dist', 'program.cjs');

  static async bundle(entry: string): Promise<CommandLine> {
    const commandLine = new CommandLine();
    await build({
      entryPoints: [entry],
      outfile: commandLine.file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      banner: { js: '#!/usr/bin/env node' },
      logLevel: 'error',
    });
    copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(commandLine.folder, 'dist', 'sql-wasm.wasm'));
    return commandLine;
  }

  run(cwd: string, ...args: readonly string[]): Ended {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.file, ...args], {
      cwd,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
