import { describe, expect, it } from 'vitest';
import { AllowList } from '../../../src/learning/docs/allow-list.js';
import { knownSites } from '../../../src/learning/docs/known-sites.js';

const list = new AllowList();

describe('an address', () => {
  it('may be that of a page of a listed site, and loses the part after #', () => {
    expect(list.check('https://react.dev/reference/react/useState#usage').href).toBe(
      'https://react.dev/reference/react/useState',
    );
  });

  it.each([
    ['https://REACT.dev:443/x', 'https://react.dev/x'],
    ['https://react.dev./x', 'https://react.dev/x'],
    ['https://\uff52\uff45\uff41\uff43\uff54.dev/x', 'https://react.dev/x'],
    ['https://react\u3002dev/x', 'https://react.dev/x'],
    ['https://react.dev\\@evil.example/', 'https://react.dev/@evil.example/'],
    [
      'https://github.com/sql-js/sql.js/blob/master/README.md',
      'https://github.com/sql-js/sql.js/blob/master/README.md',
    ],
    ['https://github.com/sql-js/sql.js?tab=readme', 'https://github.com/sql-js/sql.js?tab=readme'],
  ])('%s is %s', (address, plain) => {
    expect(list.check(address).href).toBe(plain);
  });

  it('keeps its credentials out of the message', () => {
    expect(() => list.check('https://me:secret@react.dev/')).toThrow(/^(?!.*secret)/);
  });
});

describe('the known sites', () => {
  it('are allowed with all that they name', () => {
    for (const { start, scope, indexes, versions } of knownSites) {
      const named = [start, scope, versions?.current ?? start, ...Object.values(versions?.archives ?? {})];
      for (const url of [...named, ...indexes.map((index) => index.url)])
        expect(list.check(url).href).toBe(url);
    }
  });

  it('have names, each once, and say what they are for', () => {
    const names = knownSites.flatMap(({ libraries }) => libraries);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect(knownSites.every(({ purpose, libraries }) => purpose !== '' && libraries.length > 0)).toBe(true);
    expect(knownSites.length).toBeGreaterThan(60);
  });

  it.each([
    [' React ', 'react.dev'],
    ['PYTHON', 'docs.python.org'],
    ['postgres', 'www.postgresql.org'],
  ])('answer to %j', (name, host) => {
    expect(new URL(list.siteOfLibrary(name)?.start ?? '').hostname).toBe(host);
  });

  it('answer to nothing else', () => {
    expect(list.siteOfLibrary('nonsense')).toBeUndefined();
  });
});

describe('a host that a person added', () => {
  it('is allowed, and just that host', () => {
    const added = new AllowList(['Docs.Example.com.']);
    expect(added.allows('https://docs.example.com/guide')).toBe(true);
    expect(added.allows('https://example.com/')).toBe(false);
    expect(added.allows('https://a.docs.example.com/')).toBe(false);
    expect(added.siteOfLibrary('docs.example.com')?.start).toBe('https://docs.example.com/');
    expect(list.allows('https://docs.example.com/guide')).toBe(false);
  });

  it.each([
    '',
    '*',
    '*.example.com',
    'com',
    'localhost',
    'wiki.localhost',
    'printer.local',
    'metadata.google.internal',
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '[::1]',
    'https://example.com',
    'example.com/docs',
    'example.com:8443',
    'me@example.com',
    'example.com?x',
    'example .com',
  ])('is not %j', (host) => {
    expect(() => new AllowList([host])).toThrow('is not the name of a documentation host');
  });
});
