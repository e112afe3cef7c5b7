import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scrubJson, scrubText } from '../../../src/learning/dataset/scrub.js';
import { alice } from './identity.js';
import { secretSamples } from './secret-samples.js';

const scrubbed = (text: string, identity = alice): string => scrubText(text, identity).text;

describe('scrubText', () => {
  it('replaces what it knows of machine and person and counts it', () => {
    const text =
      'cd /home/awonder/src/rabbit-hole && ls /home/awonder/.ssh\n' +
      'awonder@wonder-book:~$ git commit --author "Alice Wonder <alice@wonder.dev>"\nCc: bob.b@teaparty.org';
    expect(scrubText(text, alice)).toEqual({
      text:
        'cd <repo> && ls ~/.ssh\n' + '<user>@<host>:~$ git commit --author "<name> <<email>>"\nCc: <email>',
      replaced: { email: 2, home: 1, host: 1, name: 1, repo: 1, user: 1 },
    });
  });

  it('knows a path of Windows however it was escaped', () => {
    const identity = { ...alice, homeDir: 'C:\\Users\\awonder', repoRoot: 'C:\\Users\\awonder\\rabbit' };
    for (const path of [
      'C:\\Users\\awonder\\x',
      'c:\\\\Users\\\\awonder\\\\x',
      'C:/Users/awonder/x',
      'c%3A/Users/AWonder/x',
    ])
      expect(scrubbed(path, identity)).toMatch(/^~[\\/]+x$/);
    expect(scrubbed('C:\\Users\\awonder\\rabbit\\a.ts', identity)).toBe('<repo>\\a.ts');
  });

  it('leaves generic accounts, folders and machines alone', () => {
    const identity = { homeDir: '/root', user: 'root', host: 'localhost', repoRoot: '/app' };
    const code =
      "const root = tree.root; import x from './root'; http://localhost/app; `${base}/root`; myapp/app";
    expect(scrubbed(code, identity)).toBe(code);
    expect(scrubbed('cat /root/.bashrc /app/src', identity)).toBe('cat ~/.bashrc <repo>/src');
  });

  it('replaces a name that is a word only where it can be nothing else', () => {
    const identity = {
      homeDir: '/home/max',
      user: 'max',
      host: 'vm',
      gitName: 'Mark',
      repoRoot: '/home/max/p',
    };
    const code = 'Math.max(1, mark.length); // a vm';
    expect(scrubbed(code, identity)).toBe(code);
    expect(scrubbed('/Users/max/x, max@vm, Mark <', identity)).toBe(
      '/Users/<user>/x, <user>@<host>, <name> <',
    );
  });

  it.each([
    'git@github.com:acme/product.git',
    'npm i typescript@6.0.3 @types/node@20.19.0',
    'background: url(icon@2x.png)',
    'user@example.com, bob@mail.example.org, x@host.invalid',
    'noreply@github.com',
    '@Component({ selector: "a" }) class A {}',
  ])('does not take %s for the address of a person', (line) => {
    expect(scrubbed(line)).toBe(line);
  });

  it.each(secretSamples)('takes the secret out of $text', ({ text, secret }) => {
    const { text: clean, replaced } = scrubText(`before\n${text}\nafter`, alice);
    expect(clean).not.toContain(secret);
    expect(Object.keys(replaced).some((kind) => kind.startsWith('secret:'))).toBe(true);
  });

  it('lets no seed value survive, wherever it stands', () => {
    const values = [...secretSamples.map(({ text }) => text), ...Object.values(alice).map(String)];
    const gone = [...secretSamples.map(({ secret }) => secret), ...Object.values(alice).map(String)];
    const gap = fc.oneof(
      fc.constantFrom(' ', '\n', '"', ', ', ' = ', '('),
      fc.string({ maxLength: 8 }).map((s) => ` ${s} `),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, fc.nat(values.length - 1)), { maxLength: 6 }), gap, (parts, end) => {
        const clean = scrubbed(parts.map(([before, index]) => before + values[index]!).join('') + end);
        for (const [, index] of parts) expect(clean.toLowerCase()).not.toContain(gone[index]!.toLowerCase());
      }),
      { numRuns: 200 },
    );
  });

  it('changes nothing more the second time', () => {
    const piece = fc.oneof(
      fc.constantFrom(...secretSamples.map(({ text }) => text)),
      fc.constantFrom(...Object.values(alice).map(String)),
      fc.constantFrom(
        'x',
        '@',
        '.',
        '-',
        '/',
        ' ',
        '\n',
        '"',
        '=',
        'awonder',
        'password',
        '<user>',
        '<secret:aws>',
        ':',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = scrubbed(pieces.join(''));
        expect(scrubText(once, alice)).toEqual({ text: once, replaced: {} });
      }),
      { numRuns: 300 },
    );
  });

  it('alters at most one line in a hundred of clean code', () => {
    const folders = ['src/learning/runs', 'src/learning/sqlite', 'node_modules/yaml/dist'];
    const lines = folders.flatMap(sourceLines);
    const before = lines.length;
    const after = scrubbed(lines.join('\n')).split('\n');
    expect(after).toHaveLength(before);
    expect(lines.filter((line, index) => line !== after[index]).length).toBeLessThanOrEqual(before / 100);
  });
});

describe('scrubJson', () => {
  it('scrubs every string, keys too, and leaves the rest as written', () => {
    const json = `{ "/home/awonder/a":  ["awonder", 1.0, 12345678901234567890, null],\n "n": "x\\ny" }`;
    const result = scrubJson(json, alice);
    expect(result.text).toBe(`{ "~/a":  ["<user>", 1.0, 12345678901234567890, null],\n "n": "x\\ny" }`);
    expect(result.replaced).toEqual({ home: 1, user: 1 });
  });

  it('sees a credential by its key', () => {
    expect(JSON.parse(scrubJson('{"env":{"DB_PASSWORD":"hunter2!"}}', alice).text)).toEqual({
      env: { DB_PASSWORD: '<secret:password>' },
    });
  });

  it('scrubs what is not JSON as text', () => {
    expect(scrubJson('{"a": "awonder"', alice).text).toBe('{"a": "<user>"');
  });

  it('keeps valid JSON valid, and lets nothing through', () => {
    const text = fc.oneof(
      fc.constantFrom(
        ...secretSamples.map(({ text: sample }) => sample),
        ...Object.values(alice).map(String),
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.tuple(text, text), { maxLength: 5 }), (value, entries) => {
        const json = JSON.stringify([value, Object.fromEntries(entries), JSON.stringify(entries)]);
        const once = scrubJson(json, alice);
        expect(() => JSON.parse(once.text) as unknown).not.toThrow();
        expect(scrubJson(once.text, alice)).toEqual({ text: once.text, replaced: {} });
        expect(once.text).not.toContain('wonder.dev');
      }),
      { numRuns: 200 },
    );
  });
});

function sourceLines(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]s$/.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
}
