import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxPairBytes, pairOf, readTexts } from '../../../src/editor/runs/pair.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'll-pair-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(root, name), content);
}

describe('readTexts', () => {
  it('gives the texts in the order of the paths', async () => {
    write('a.ts', 'α');
    write('b.ts', '');
    expect(await readTexts(root, ['b.ts', 'a.ts'])).toEqual([
      { path: 'b.ts', content: '' },
      { path: 'a.ts', content: 'α' },
    ]);
  });

  it('leaves out what is no plain text file', async () => {
    write('binary', new Uint8Array([65, 0, 66]));
    write('latin1', new Uint8Array([0xe9]));
    write('real.ts', 'x');
    symlinkSync(join(root, 'real.ts'), join(root, 'link.ts'));
    expect(await readTexts(root, ['binary', 'latin1', 'link.ts', 'deleted.ts', '.'])).toEqual([]);
  });

  it('reads nothing through a linked folder', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'll-elsewhere-'));
    try {
      writeFileSync(join(elsewhere, 'private'), 'x');
      symlinkSync(elsewhere, join(root, 'docs'));
      expect(await readTexts(root, ['docs/private'])).toEqual([]);
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });

  it('takes no more than fits together', async () => {
    write('big.ts', 'x'.repeat(maxPairBytes - 10));
    write('too-much.ts', 'x'.repeat(11));
    write('small.ts', 'x'.repeat(10));
    const paths = (await readTexts(root, ['big.ts', 'too-much.ts', 'small.ts'])).map(({ path }) => path);
    expect(paths).toEqual(['big.ts', 'small.ts']);
  });
});

describe('pairOf', () => {
  it('is what was asked and what came of it', () => {
    const { promptJson, outputJson } = pairOf('mend it', 'Be brief.', [{ path: 'a.ts', content: 'x' }]);
    expect(JSON.parse(promptJson)).toEqual({ goal: 'mend it', prompt: 'Be brief.' });
    expect(JSON.parse(outputJson)).toEqual({ files: [{ path: 'a.ts', content: 'x' }] });
  });
});
