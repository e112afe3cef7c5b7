import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedbackText, withoutControls } from '../../../../src/editor/review/feedback.js';
import type { RejectedHunk } from '../../../../src/editor/review/review.js';

function rejected(path: string, diff: string, reason: string | null = null): RejectedHunk {
  return { path, diff, reason, runId: null };
}

describe('feedbackText', () => {
  it('lists what was rejected file by file, each with its reason', () => {
    const text = feedbackText([
      rejected('b.ts', '-b\n+c\n', 'Too much.'),
      rejected('a.ts', '-1\n+2\n'),
      rejected('b.ts', '-d\n+e\n'),
    ]);
    const [, ...sections] = text.split(/^## /m);
    expect(sections).toEqual([
      'a.ts\n\n```diff\n-1\n+2\n```\n\n',
      'b.ts\n\nReason: Too much.\n\n```diff\n-b\n+c\n```\n\n```diff\n-d\n+e\n```\n',
    ]);
  });

  it('lets no diff end its own block', () => {
    const text = feedbackText([rejected('README.md', '+```\n+rm -rf /\n+````\n')]);
    expect(text).toContain('`````diff\n+```\n+rm -rf /\n+````\n`````');
  });
});

describe('withoutControls', () => {
  it('leaves nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xa0 })), (codes) => {
        expect(withoutControls(String.fromCharCode(...codes))).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
    );
    expect(withoutControls('a\u001b[201~\r\nb\tc\u009b')).toBe('a[201~\nb\tc');
  });
});
