import { describe, expect, it } from 'vitest';
import { parseJudgement } from '../../../../src/agent/prompts/judgement.js';

describe('parseJudgement', () => {
  it.each([
    ['Verdict: kept', 1],
    ['Verdict: rejected\nReason: it breaks the build', 0],
    ['Verdict: partly kept (60 %)', 0.6],
    ['**Verdict:** Partly kept (62.5%)', 0.625],
    ['## Verdict: accept', 1],
    ['I looked at it.\n\n> verdict: reject\n', 0],
    ['Verdict: kept\r\n\r\nIn short:\r\nVerdict: kept\r\n', 1],
  ])('reads %j', (reply, share) => {
    expect(parseJudgement(reply)?.share).toBe(share);
  });

  it('reads each reason', () => {
    const reply =
      'Verdict: rejected\nReason: It deletes a test.\n- **Reason 2:** No check for null.\nThat is all.';
    expect(parseJudgement(reply)?.reasons).toEqual(['It deletes a test.', 'No check for null.']);
  });

  it.each([
    [''],
    ['I would keep it.'],
    ['Verdict: not kept'],
    ['Verdict: partly kept'],
    ['Verdict: partly kept (130 %)'],
    ['Verdict: kept\nVerdict: rejected'],
    ['The verdict: of the court was kept secret'],
  ])('finds no verdict in %j', (reply) => {
    expect(parseJudgement(reply)).toBeNull();
  });
});
