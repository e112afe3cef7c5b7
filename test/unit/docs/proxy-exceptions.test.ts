import { describe, expect, it } from 'vitest';
import { goesAround } from '../../../src/learning/docs/proxy-exceptions.js';

describe('NO_PROXY', () => {
  it.each([
    ['react.dev', 'react.dev', true],
    ['react.dev', '18.react.dev', true],
    ['.react.dev', '18.react.dev', true],
    ['*.react.dev', '18.react.dev', true],
    ['localhost, REACT.dev:443', 'react.dev', true],
    ['localhost react.dev', 'react.dev', true],
    ['*', 'react.dev', true],
    ['react.dev', 'notreact.dev', false],
    ['act.dev', 'react.dev', false],
    ['react.dev:8443', 'react.dev', false],
    ['127.0.0.1,::1', 'react.dev', false],
    ['', 'react.dev', false],
    [' , ', 'react.dev', false],
  ])('%j lets %s go around the proxy: %s', (list, host, isAround) => {
    expect(goesAround(list, host)).toBe(isAround);
  });
});
