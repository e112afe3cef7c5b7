import { describe, expect, it } from 'vitest';
import { proxyOf } from '../../../../src/editor/docs/proxy-settings.js';

const unset = { proxy: '', noProxy: [], support: 'override' };
const environment = { HTTPS_PROXY: 'proxy.example:3128', NO_PROXY: 'react.dev' };

describe('the proxy for documentation', () => {
  it('is what VS Code is set to, else the environment’s, else none', () => {
    const set = { ...unset, proxy: 'http://own:8080', noProxy: ['a.example', 'b.example'] };
    expect(proxyOf(set, environment)).toEqual({ proxy: 'http://own:8080', noProxy: 'a.example,b.example' });
    expect(proxyOf(unset, environment)).toEqual({ proxy: 'http://proxy.example:3128', noProxy: 'react.dev' });
    expect(proxyOf(unset, {})).toEqual({ proxy: undefined, noProxy: undefined });
  });

  it('is none where VS Code is told to use none', () => {
    const off = { ...unset, proxy: 'http://own:8080', support: 'off' };
    expect(proxyOf(off, environment)).toEqual({ proxy: undefined, noProxy: undefined });
  });
});
