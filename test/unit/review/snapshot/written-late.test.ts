import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writeBack } from '../../../../src/review/snapshot/write-back.js';
import { useSandbox, write } from './sandbox.js';

const sandbox = useSandbox();
const state = (text: string | null): Parameters<typeof writeBack>[2] => ({
  content: text === null ? null : Buffer.from(text),
  executable: false,
});

/** What another process does at the last moment, and right after it; each once. */
const others = vi.hoisted(() => ({ before: [] as (() => void)[], after: [] as (() => void)[] }));

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>();
  const amid = async (act: () => Promise<void>): Promise<void> => {
    others.before.shift()?.();
    await act();
    others.after.shift()?.();
  };
  return {
    ...files,
    rename: (from: string, to: string) => amid(() => files.rename(from, to)),
    rm: (file: string, options: object) => amid(() => files.rm(file, options)),
  };
});

describe('what another process writes while a file is written back', () => {
  const text = (): string => readFileSync(join(sandbox.root, 'a.txt'), 'utf8');
  const appends = (line: string) => () => {
    appendFileSync(join(sandbox.root, 'a.txt'), line);
  };

  beforeEach(() => {
    write(sandbox.root, { 'a.txt': 'agent\nsame\n' });
    others.before = [];
    others.after = [];
  });

  const putBack = (): Promise<boolean> =>
    writeBack(sandbox.root, 'a.txt', state('old\nsame\n'), state('agent\nsame\n'));

  it('is carried over', async () => {
    others.before.push(appends('late\n'));
    expect(await putBack()).toBe(true);
    expect(text()).toBe('old\nsame\nlate\n');
  });

  it('is carried over with what is written right after', async () => {
    others.before.push(appends('late\n'));
    others.after.push(appends('later\n'));
    expect(await putBack()).toBe(true);
    expect(text()).toBe('old\nsame\nlate\nlater\n');
  });

  it('is carried over also while that is done', async () => {
    others.before.push(appends('late\n'), appends('later\n'));
    expect(await putBack()).toBe(true);
    expect(text()).toBe('old\nsame\nlate\nlater\n');
  });

  it('stands where it touches the lines that were to be put back, and the file counts as not written', async () => {
    others.before.push(() => {
      writeFileSync(join(sandbox.root, 'a.txt'), 'agent again\nsame\n');
    });
    expect(await putBack()).toBe(false);
    expect(text()).toBe('agent again\nsame\n');
  });

  it('stands in a file that is removed', async () => {
    others.before.push(appends('late\n'));
    expect(await writeBack(sandbox.root, 'a.txt', state(null), state('agent\nsame\n'))).toBe(false);
    expect(text()).toBe('agent\nsame\nlate\n');
    expect(readdirSync(sandbox.root)).toEqual(['a.txt']);
  });
});
