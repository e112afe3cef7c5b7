import { describe, expect, it } from 'vitest';
import { Endings } from '../../../../src/editor/agent/endings.js';
import { runView } from '../run-view.js';

describe('endings of runs', () => {
  it('tell who waits for that run, and nobody else', async () => {
    const endings = new Endings();
    const told: string[] = [];
    const first = endings.of('one').then(({ id }) => told.push(id));
    void endings.of('other').then(({ id }) => told.push(id));
    endings.over(runView({ id: 'one' }));
    await first;
    expect(told).toEqual(['one']);
  });
});
