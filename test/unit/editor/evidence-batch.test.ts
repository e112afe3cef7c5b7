import { describe, expect, it, vi } from 'vitest';
import { EvidenceBatch } from '../../../src/editor/observe/evidence-batch.js';
import type { Evidence } from '../../../src/evidence/evidence.js';

const files = (path: string): Evidence => ({ kind: 'files', at: '2026-01-01T00:00:00.000Z', paths: [path] });

function recording(delayMs = 60_000): { batch: EvidenceBatch; sent: (readonly Evidence[])[] } {
  const sent: (readonly Evidence[])[] = [];
  const batch = new EvidenceBatch((evidence) => Promise.resolve(void sent.push(evidence)), delayMs);
  return { batch, sent };
}

describe('EvidenceBatch', () => {
  it('hands a burst on as one group, in order', async () => {
    const { batch, sent } = recording();
    batch.add(files('a'));
    batch.add(files('b'));
    expect(sent).toEqual([]);
    await batch.flush();
    expect(sent).toEqual([[files('a'), files('b')]]);
  });

  it('hands on by itself after the delay', () => {
    vi.useFakeTimers();
    const { batch, sent } = recording(250);
    batch.add(files('a'));
    vi.advanceTimersByTime(249);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    return batch.flush().then(() => {
      expect(sent).toEqual([[files('a')]]);
    });
  });

  it('waits in flush for what is still being made', async () => {
    const { batch, sent } = recording();
    batch.addLater(new Promise((resolve) => setTimeout(resolve, 20, [files('late')])));
    await batch.flush();
    expect(sent).toEqual([[files('late')]]);
  });

  it('goes on when the making of one fails', async () => {
    const { batch, sent } = recording();
    batch.addLater(Promise.reject(new Error('no')));
    batch.add(files('a'));
    await batch.flush();
    expect(sent).toEqual([[files('a')]]);
  });

  it('sends nothing when there is nothing', async () => {
    const { batch, sent } = recording();
    await batch.flush();
    expect(sent).toEqual([]);
  });
});
