import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/review/content.js';
import { hunkDiff } from '../../../src/review/hunk-diff.js';
import { hunkIds } from '../../../src/review/hunk-id.js';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { bytes, editedFile, utf16 } from './arbitraries.js';

function ids(baseline: Content, current: Content): string[] {
  return hunkIds(baseline, current, hunksBetween(baseline, current));
}

describe('hunkIds', () => {
  it('differ for each hunk and stay when another is judged or the file changes elsewhere', () => {
    const baseline = bytes('a\nb\nc\nd\ne\n');
    const both = ids(baseline, bytes('a\nB\nc\nD\ne\n'));
    expect(new Set(both).size).toBe(2);
    expect(ids(baseline, bytes('a\nb\nc\nD\ne\n'))).toEqual([both[1]]);
    expect(ids(baseline, bytes('A\nB\nc\nD\ne\n')).slice(1)).toEqual([both[1]]);
  });

  it('stay when lines above are kept', () => {
    const [, below] = ids(bytes('a\nb\nc\n'), bytes('new\na\nb\nC\n'));
    expect(ids(bytes('new\na\nb\nc\n'), bytes('new\na\nb\nC\n'))).toEqual([below]);
  });

  it('of hunks that are alike differ, and none of them lives on when one is judged', () => {
    const [baseline, alike] = ['{\na\n}\n', '{\nA\n}\n'];
    const all = ids(bytes(baseline.repeat(3)), bytes(alike.repeat(3)));
    const left = ids(bytes(alike + baseline.repeat(2)), bytes(alike.repeat(3)));
    expect(new Set([...all, ...left]).size).toBe(5);
  });

  it('change with the text, the lines around, and a file that came or went', () => {
    const kinds = [
      ids(bytes('a\nb\n'), bytes('a\nB\n')),
      ids(bytes('a\nb\n'), bytes('a\nBB\n')),
      ids(bytes('x\nb\n'), bytes('x\nB\n')),
      ids(null, bytes('')),
      ids(bytes(''), null),
    ].flat();
    expect(new Set(kinds).size).toBe(5);
  });
});

describe('hunkDiff', () => {
  it('shows three lines around, and where the final newline is missing', () => {
    const [before, after] = [bytes('1\n2\n3\n4\n5\n6\n7\n8\n9'), bytes('1\n2\n3\n4\nfive\n6\n7\n8\n9')];
    const [first] = hunksBetween(before, after);
    expect(hunkDiff('src/a.txt', before, after, first!)).toBe(
      '--- a/src/a.txt\n+++ b/src/a.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
    const shorter = bytes('1\n2\n3\n4\n5\n6\n7\n8\n9\n');
    expect(hunkDiff('a', before, shorter, hunksBetween(before, shorter)[0]!)).toContain(
      '-9\n\\ No newline at end of file\n+9\n',
    );
  });

  it('shows a file that came, one that went, UTF-16, and names what is not text', () => {
    const whole = (before: Content, after: Content): string =>
      hunkDiff('f', before, after, hunksBetween(before, after)[0]!);
    expect(whole(null, bytes('é\n'))).toBe('--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+é\n');
    expect(whole(bytes('é\n'), null)).toBe('--- a/f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-é\n');
    expect(whole(utf16('é\n'), utf16('è\n'))).toContain('-é\n+è\n');
    expect(whole(bytes('a'), Uint8Array.of(0, 1))).toBe('Binary files a/f and b/f differ\n');
  });

  it('is what `git apply` takes, both ways', () => {
    const folder = mkdtempSync(join(tmpdir(), 'll-diff-'));
    try {
      fc.assert(
        fc.property(editedFile, (file) => {
          const hunk = hunksBetween(file.baseline, file.current)[0];
          if (hunk === undefined || file.edits !== 1) return;
          writeFileSync(join(folder, 'f.txt'), file.baseline);
          const patch = hunkDiff('f.txt', file.baseline, file.current, hunk);
          execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
            cwd: folder,
            input: patch,
            stdio: 'pipe',
          });
          expect(readFileSync(join(folder, 'f.txt'))).toEqual(Buffer.from(file.current));
        }),
        { numRuns: 60 },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
