import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowedPath } from '../../../../src/agent/cards/allowed-paths.js';
import { applyEdits } from '../../../../src/agent/edits/apply-edits.js';
import type { EditBounds } from '../../../../src/agent/edits/edit.js';
import { parseReply } from '../../../../src/agent/edits/parse-reply.js';
import { safePath } from '../../../../src/agent/edits/safe-path.js';

const anywhere: EditBounds = { allowedPaths: [], isLink: () => false };

function textOf(bytes: Uint8Array | null | undefined): string | null {
  return bytes === null || bytes === undefined ? null : Buffer.from(bytes).toString('utf8');
}

/** Lines that repeat, so that places are not always one. */
const someLines = fc.array(fc.constantFrom('a', 'b', '', '  a', '-- c', '++ d', '}', '@@', ' x', '\\ y'), {
  maxLength: 30,
});
const someText = fc
  .tuple(someLines, fc.constantFrom('\n', ''))
  .map(([lines, end]) => (lines.length === 0 ? '' : lines.join('\n') + end));

const paths = fc.constantFrom(
  'src/a.ts',
  'src/b.ts',
  'SRC/a.ts',
  './src/a.ts',
  'lib/c.ts',
  '../x.ts',
  '/etc/passwd',
  '.git/config',
  'C:/x',
  'src/../lib/c.ts',
  'src/link/x.ts',
  'src\\a.ts',
  'src/a.ts/x.ts',
);
const pieces = fc.oneof(
  paths,
  fc.constantFrom(
    '```ts',
    '```',
    '````md',
    '```diff',
    '<<<<<<< SEARCH',
    '=======',
    '>>>>>>> REPLACE',
    '--- a/src/a.ts',
    '+++ b/src/a.ts',
    '--- /dev/null',
    '@@ -1,2 +1,2 @@',
    '@@',
    'rename from src/a.ts',
    'rename to ../b.ts',
    'new file mode 120000',
    'a',
    '-a',
    '+b',
    ' a',
    '',
    '\\ No newline at end of file',
  ),
  paths.map((path) => `DELETE ${path}`),
  fc.tuple(paths, paths).map(([from, to]) => `RENAME ${from} -> ${to}`),
  paths.map((path) => `diff --git a/${path} b/${path}`),
  paths.map((path) => `+++ b/${path}`),
  paths.map((path) => `${path}\n\`\`\`\nnew\n\`\`\``),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const replies = fc.array(pieces, { maxLength: 40 }).map((lines) => lines.join('\n'));
const files = new Map([
  ['src/a.ts', Buffer.from('a\nb\n')],
  ['lib/c.ts', Buffer.from('a\n')],
]);

describe('any reply', () => {
  it('is read without an error and does the same each time', () => {
    fc.assert(
      fc.property(fc.oneof(replies, fc.string({ unit: 'binary' })), (reply) => {
        const parsed = parseReply(reply, { files });
        expect(parseReply(reply, { files })).toEqual(parsed);
        const { applied, refusals } = applyEdits(parsed.edits, files, anywhere);
        expect(applied.length + refusals.length).toBe(parsed.edits.length);
      }),
      { numRuns: 400 },
    );
  });

  it('touches nothing outside of what is allowed, and nothing behind a link', () => {
    const allowed = fc.constantFrom(['src'], ['src/*.ts'], ['lib/**'], ['src/b.ts']);
    let touched = 0;
    fc.assert(
      fc.property(replies, allowed, (reply, allowedPaths) => {
        const { edits } = parseReply(reply, { files });
        const isLink = (path: string): boolean => path === 'src/link';
        const { changes } = applyEdits(edits, files, { allowedPaths, isLink });
        for (const path of changes.keys()) {
          touched += 1;
          expect(safePath(path)).toEqual({ path, problem: null });
          expect(isAllowedPath(path, allowedPaths)).toBe(true);
          expect(path.startsWith('src/link/')).toBe(false);
          expect(path.split('/')).not.toContain('..');
        }
      }),
      { numRuns: 400 },
    );
    // Else the property would be true of edits that are never applied.
    expect(touched).toBeGreaterThan(20);
  });
});

describe('a diff that git wrote', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diffs-'));
    for (const side of ['a', 'b']) mkdirSync(join(folder, side));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function diffOf(before: string, after: string): string {
    writeFileSync(join(folder, 'a', 'a.txt'), before);
    writeFileSync(join(folder, 'b', 'a.txt'), after);
    const options = ['--no-index', '--no-prefix', '--no-color', '--no-ext-diff', '-U3'];
    const { stdout } = spawnSync('git', ['diff', ...options, 'a/a.txt', 'b/a.txt'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
    return stdout;
  }

  it.each([
    ['in a fence', (diff: string) => `\`\`\`diff\n${diff}\`\`\`\n`],
    ['without a fence', (diff: string) => `Here it is:\n\n${diff}\nThat is all.\n`],
  ])('gives the text it was made for, %s', (_, written) => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const diff = diffOf(before, after);
        fc.pre(diff !== '');
        const files = new Map([['a.txt', Buffer.from(before)]]);
        const { edits, refusals } = parseReply(written(diff), { files });
        const result = applyEdits(edits, files, anywhere);
        expect([...refusals, ...result.refusals]).toEqual([]);
        expect(textOf(result.changes.get('a.txt'))).toBe(after);
      }),
      { numRuns: 40 },
    );
  });

  it('gives it in the line endings of the file', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const diff = diffOf(before, after);
        fc.pre(diff !== '' && before.includes('\n'));
        const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
        const files = new Map([['a.txt', Buffer.from(crlf(before))]]);
        const { edits } = parseReply(`\`\`\`diff\n${diff}\`\`\`\n`, { files });
        expect(textOf(applyEdits(edits, files, anywhere).changes.get('a.txt'))).toBe(crlf(after));
      }),
      { numRuns: 20 },
    );
  });

  it('is applied to the text it was made for or not at all when its numbers are wrong', () => {
    fc.assert(
      fc.property(someText, someText, fc.integer({ min: 1, max: 40 }), (before, after, shift) => {
        const diff = diffOf(before, after);
        fc.pre(diff !== '');
        const wrong = diff.replace(
          /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/gm,
          `@@ -${shift},99 +${shift},99 @@`,
        );
        const files = new Map([['a.txt', Buffer.from(before)]]);
        const { edits } = parseReply(`\`\`\`diff\n${wrong}\`\`\`\n`, { files });
        const { changes } = applyEdits(edits, files, anywhere);
        expect([after, null]).toContain(textOf(changes.get('a.txt')));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a search block', () => {
  it('changes only its lines, or nothing where they are not there once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom('x', 'a', ''), { maxLength: 4 }),
        fc.nat(11),
        fc.integer({ min: 1, max: 4 }),
        (lines, replacement, start, count) => {
          const search = lines.slice(start, start + count);
          fc.pre(search.length > 0);
          const files = new Map([['a.txt', Buffer.from(`${lines.join('\n')}\n`)]]);
          const block = ['<<<<<<< SEARCH', ...search, '=======', ...replacement, '>>>>>>> REPLACE'];
          const { edits } = parseReply(`a.txt\n${block.join('\n')}\n`, { files });
          const { changes, refusals } = applyEdits(edits, files, anywhere);
          const places = lines.filter((_, at) => search.every((line, index) => lines[at + index] === line));
          const expected = [...lines.slice(0, start), ...replacement, ...lines.slice(start + count)];
          const isOnce = places.length === 1;
          expect(refusals.length).toBe(isOnce ? 0 : 1);
          expect(textOf(changes.get('a.txt') ?? files.get('a.txt'))).toBe(
            [...(isOnce ? expected : lines), ''].join('\n'),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
