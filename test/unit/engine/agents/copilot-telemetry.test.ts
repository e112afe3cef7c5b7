import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CopilotTelemetry } from '../../../../src/engine/agents/copilot-telemetry.js';

const recorded = readFileSync('test/fixtures/agents/copilot/telemetry.jsonl', 'utf8');

describe('CopilotTelemetry', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'telemetry-'));
    file = join(folder, 'otel.jsonl');
    return () => {
      rmSync(folder, { recursive: true });
    };
  });

  const reader = (window = 'window-1'): CopilotTelemetry =>
    new CopilotTelemetry({ file, checkout: folder, window });
  const kinds = (telemetry: CopilotTelemetry): string[] => telemetry.read().map(({ kind }) => kind);

  it('reads from the end on, line by line', () => {
    writeFileSync(file, recorded);
    const telemetry = reader();
    expect(kinds(telemetry)).toEqual([]);
    const [line = '', ...others] = recorded
      .split('\n')
      .filter((each) => each.includes('inference.operation'));
    appendFileSync(file, line.slice(0, 40));
    expect(kinds(telemetry)).toEqual([]);
    appendFileSync(file, `${line.slice(40)}\n`);
    expect(kinds(telemetry)).toEqual(['prompt', 'usage']);
    expect(kinds(telemetry)).toEqual([]);
    writeFileSync(file, `${others[0] ?? ''}\n`);
    expect(kinds(telemetry), 'a file that was written anew').toEqual(['prompt', 'usage']);
  });

  it('waits for a file that is not there yet', () => {
    const telemetry = reader();
    expect(kinds(telemetry)).toEqual([]);
    writeFileSync(file, recorded);
    expect(kinds(telemetry)).toContain('usage');
  });

  it('leaves out other windows, and verdicts on edits of other repositories', () => {
    const other = reader('window-2');
    const own = reader();
    other.read();
    own.read();
    appendFileSync(file, recorded);
    expect(kinds(other)).toEqual([]);
    expect(kinds(own)).not.toContain('judged');
    const git = (...args: string[]): string =>
      execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    git('init', '--quiet');
    git(
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@b.c',
      'commit',
      '--quiet',
      '--allow-empty',
      '--message',
      'a',
    );
    const here = reader();
    here.read();
    appendFileSync(file, recorded.replaceAll('c0ffee', git('rev-parse', 'HEAD').trim()));
    expect(kinds(here)).toContain('judged');
  });
});
