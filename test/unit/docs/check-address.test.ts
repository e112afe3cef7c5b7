import { describe, expect, it } from 'vitest';
import { checkAddress } from '../../../src/learning/docs/check-address.js';
import { docsSites, siteOfLibrary } from '../../../src/learning/docs/docs-site.js';

describe('checkAddress', () => {
  it('takes pages of listed sites, without the part after #', () => {
    expect(checkAddress('https://react.dev/reference/react/useState#usage').href).toBe(
      'https://react.dev/reference/react/useState',
    );
    expect(checkAddress('https://REACT.dev:443/x').href).toBe('https://react.dev/x');
    for (const { start } of docsSites) expect(checkAddress(start).href).toBe(start);
  });

  it.each([
    ['http://react.dev/', 'only https'],
    ['ftp://react.dev/', 'only https'],
    ['file:///etc/passwd', 'only https'],
    ['data:text/html,x', 'only https'],
    ['javascript:alert(1)', 'only https'],
    ['https://react.dev:8443/', 'names a port'],
    ['https://me@react.dev/', 'user name'],
    ['https://me:secret@react.dev/', 'user name'],
    ['https://react.dev@evil.example/', 'user name'],
    ['https://evil.example/react.dev', 'not on the list'],
    ['https://react.dev.evil.example/', 'not on the list'],
    ['https://evilreact.dev/', 'not on the list'],
    ['https://sub.react.dev/', 'not on the list'],
    ['https://react.dev./', 'not on the list'],
    ['https://rеact.dev/', 'not on the list'], // with a Cyrillic е
    ['https://127.0.0.1/', 'not on the list'],
    ['https://2130706433/', 'not on the list'],
    ['https://0x7f000001/', 'not on the list'],
    ['https://[::ffff:127.0.0.1]/', 'not on the list'],
    ['https://localhost/', 'not on the list'],
    ['https://169.254.169.254/latest/meta-data', 'not on the list'],
    ['react.dev', 'not an address'],
    ['', 'not an address'],
  ])('refuses %s', (address, why) => {
    expect(() => checkAddress(address)).toThrow(why);
  });

  it('keeps credentials out of its message', () => {
    expect(() => checkAddress('https://me:secret@react.dev/')).not.toThrow('secret');
  });
});

describe('siteOfLibrary', () => {
  it('knows names in whatever case, each once', () => {
    expect(siteOfLibrary(' React ')?.host).toBe('react.dev');
    expect(siteOfLibrary('nonsense')).toBeUndefined();
    const names = docsSites.flatMap(({ libraries }) => libraries);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(docsSites.map(({ host }) => host)).size).toBe(docsSites.length);
  });
});
