import { describe, expect, it } from 'vitest';
import https, { viaGuard } from '../../../src/learning/docs/guarded-https.js';
import { routeOf } from '../../../src/learning/docs/route.js';

const { signal } = new AbortController();

describe('viaGuard', () => {
  it('hands nothing out that came past the guard, as it would without the build', async () => {
    await expect(viaGuard(routeOf(), signal, () => Promise.resolve('page'))).rejects.toThrow(
      'without the address guard',
    );
  });

  it('is the only way to the guarded request', () => {
    expect(() => https.request('https://react.dev/', {})).toThrow('only be used through viaGuard');
  });

  it('does not connect to a name that is an address', async () => {
    const request = (): Promise<unknown> => Promise.resolve(https.request('https://[::1]/', {}));
    await expect(viaGuard(routeOf(), signal, async () => request())).rejects.toThrow('::1 is not a name');
  });
});
