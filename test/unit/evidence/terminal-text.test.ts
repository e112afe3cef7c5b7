import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/evidence/terminal-text.js';

describe('the text of a terminal', () => {
  it('has no colours and no marks of shell integration', () => {
    expect(plainText('\u001b]633;C\u0007\u001b[31mred\u001b[0m\r\nnext')).toBe('red\nnext');
  });

  it('keeps what a spinner wrote apart from what was written over it', () => {
    const spun = '\u001b[1G\u001b[0K\u2819\u001b[1G\u001b[0Ksrc/receipt.ts:5:9 - error TS2322: no';
    expect(plainText(spun).split('\n')).toContain('src/receipt.ts:5:9 - error TS2322: no');
    expect(plainText('50 %\r100 %').split('\n')).toEqual(['50 %', '100 %']);
    expect(plainText('above\u001b[2Abelow')).toBe('above\nbelow');
  });

  it('has the spaces that a terminal stands for by moving the cursor', () => {
    expect(plainText('a\u001b[3Cb\u001b[Cc')).toBe('a   b c');
    expect(plainText('a\u001b[999999999Cb').length).toBeLessThan(2000);
  });
});
