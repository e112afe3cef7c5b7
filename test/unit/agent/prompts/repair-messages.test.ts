import { describe, expect, it } from 'vitest';
import { repairMessages, verdictAgain } from '../../../../src/agent/prompts/repair-messages.js';

const asked = [{ role: 'user', content: 'Do it.' }] as const;

describe('repairMessages', () => {
  it('says which edit was refused, why, and what the file has', () => {
    const refusal = {
      code: 'not-found',
      path: 'src/a.ts',
      line: 7,
      message: 'It is not there.',
      seen: 'a ```',
    } as const;
    const messages = repairMessages(asked, 'my reply', [refusal]);
    expect(messages.slice(0, 2)).toEqual([asked[0], { role: 'assistant', content: 'my reply' }]);
    expect(messages[2]?.role).toBe('user');
    expect(messages[2]?.content).toContain('- src/a.ts (line 7 of your reply): It is not there.');
    expect(messages[2]?.content).toContain('````\na ```\n````');
  });

  it('asks for edits where there were none', () => {
    expect(repairMessages(asked, 'Fine.', [])[2]?.content).toContain('no edits');
  });

  it('does not send an endless reply back', () => {
    const reply = 'x'.repeat(50_000_000);
    expect(repairMessages(asked, reply, [])[1]?.content.length).toBeLessThan(200_000);
  });

  it('asks a judge for a verdict', () => {
    expect(verdictAgain(asked, 'Hm.').at(-1)?.content).toContain('Verdict: kept');
  });
});
