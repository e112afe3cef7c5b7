import { describe, expect, it } from 'vitest';
import { DisposableStore } from '../../../src/editor/disposable-store.js';
import { registerFeatures } from '../../../src/editor/feature.js';
import { silentLog } from './silent-log.js';

function tracked(): { order: string[]; part: (name: string) => { dispose(): void } } {
  const order: string[] = [];
  return { order, part: (name) => ({ dispose: () => void order.push(name) }) };
}

describe('DisposableStore', () => {
  it('disposes in reverse, once, and late additions at once', () => {
    const { order, part } = tracked();
    const store = new DisposableStore();
    store.add(part('a'));
    store.add(part('b'));
    store.dispose();
    store.dispose();
    expect(order).toEqual(['b', 'a']);
    store.add(part('late'));
    expect(order).toEqual(['b', 'a', 'late']);
  });
});

describe('registerFeatures', () => {
  it('goes on after a feature that fails, and logs it', () => {
    const { order, part } = tracked();
    const logged: (string | Error)[] = [];
    const broken = {
      name: 'broken',
      register: (): never => {
        throw new Error('no');
      },
    };
    const features = [
      { name: 'a', register: () => part('a') },
      broken,
      { name: 'b', register: () => part('b') },
    ];
    registerFeatures(features, { ...silentLog, error: (message) => void logged.push(message) }).dispose();
    expect(order).toEqual(['b', 'a']);
    expect(logged[0]).toContain('broken');
  });
});
