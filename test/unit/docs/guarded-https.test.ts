import { describe, expect, it } from 'vitest';
import https, { defaultRoute, viaGuard } from '../../../src/learning/docs/guarded-https.js';

describe('viaGuard', () => {
  it('hands nothing out that came past the guard, as it would without the build', async () => {
    await expect(viaGuard(defaultRoute, () => Promise.resolve('page'))).rejects.toThrow(
      'without the address guard',
    );
  });

  it('is the only way to the guarded request', () => {
    expect(() => https.request('https://react.dev/', {})).toThrow('only be used through viaGuard');
  });

  it('does not connect to a name that is an address', async () => {
    const request = (): Promise<unknown> => Promise.resolve(https.request('https://[::1]/', {}));
    await expect(viaGuard(defaultRoute, async () => request())).rejects.toThrow('::1 is not a name');
  });
});
