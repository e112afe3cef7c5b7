import { describe, expect, it } from 'vitest';
import { writtenByPackageManager } from '../../../src/review/package-files.js';

describe('writtenByPackageManager', () => {
  it.each<[string, string[], string[]]>([
    [
      'a lock file with its manifest',
      ['package.json', 'package-lock.json'],
      ['package.json', 'package-lock.json'],
    ],
    ['a manifest alone', ['package.json'], []],
    ['a manifest of another folder', ['a/package.json', 'b/package-lock.json'], ['b/package-lock.json']],
    ['source beside a lock file', ['src/main.rs', 'Cargo.lock'], ['Cargo.lock']],
    ['a folder deep down', ['a/b/go.mod', 'a/b/go.sum'], ['a/b/go.mod', 'a/b/go.sum']],
  ])('%s', (_, paths, written) => {
    expect([...writtenByPackageManager(paths)]).toEqual(written);
  });
});
