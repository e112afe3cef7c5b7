import { describe, expect, it } from 'vitest';
import { CallQueue } from '../../../src/engine/call-queue.js';

const isBusy = (error: unknown): boolean => error instanceof Error && error.message === 'busy';

function queue(): { calls: CallQueue; waiting: boolean[]; paused: number[] } {
  const waiting: boolean[] = [];
  const paused: number[] = [];
  const calls = new CallQueue(
    isBusy,
    (now) => waiting.push(now),
    (ms) => {
      paused.push(ms);
      return Promise.resolve();
    },
  );
  return { calls, waiting, paused };
}

/** Fails with "busy" so many times before it answers. */
function busyFor(times: number, answer: string): () => string {
  return () => {
    if (times-- > 0) throw new Error('busy');
    return answer;
  };
}

describe('the call queue', () => {
  it('tries again while somebody else holds the lock, and says that it waits', async () => {
    const { calls, waiting } = queue();
    await expect(calls.add(busyFor(3, 'done'))).resolves.toBe('done');
    expect(waiting).toEqual([true, false]);
  });

  it('keeps the order of calls through a wait', async () => {
    const { calls } = queue();
    const order: string[] = [];
    const first = calls.add(busyFor(2, 'first')).then((answer) => order.push(answer));
    const second = calls.add(() => 'second').then((answer) => order.push(answer));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('gives up after half a minute and goes on with the next call', async () => {
    const { calls, paused } = queue();
    await expect(calls.add(busyFor(Infinity, ''))).rejects.toThrow('busy');
    expect(paused.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(30_000);
    await expect(calls.add(() => 'next')).resolves.toBe('next');
  });

  it('does not repeat a call that failed for another reason', async () => {
    const { calls, paused } = queue();
    await expect(
      calls.add(() => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(paused).toEqual([]);
  });
});
