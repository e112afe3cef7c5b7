import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockContent,
  blockState,
  withBlock,
  withoutBlock,
} from '../../../src/adapters/instruction-block.js';

const lines = fc.array(fc.constantFrom('# Rules', '', 'Use tabs.', '  - é 漢', '<!-- a note -->'));
const file = fc.tuple(lines, fc.constantFrom('\n', '\r\n')).map(([each, eol]) => each.join(eol));

describe('the block in an instruction file', () => {
  it('comes out again byte for byte', () => {
    fc.assert(
      fc.property(fc.option(file), lines, lines, (text, first, second) => {
        const written = withBlock(withBlock(text, first.join('\n')), second.join('\n'));
        expect(blockContent(written)).toBe(second.join('\n'));
        expect(withoutBlock(written)).toBe(text);
      }),
    );
  });

  it('leaves what a person wrote around it', () => {
    const written = withBlock('# Ours\n', 'one');
    const edited = `# Mine\n${written}\nMore below.\n`;
    expect(withoutBlock(edited)).toBe('# Mine\n# Ours\n\nMore below.\n');
    expect(withBlock(edited, 'two')).toBe(edited.replace('one', 'two'));
  });

  it('changes no other text', () => {
    fc.assert(
      fc.property(file, (text) => {
        expect(blockState(text)).toBe('none');
        expect(withoutBlock(text)).toBe(text);
      }),
    );
  });

  const whole = withBlock('a\n', 'learned');
  const end = '<!-- learning-loop:end -->';
  it.each([
    ['no end', whole.replace(end, '')],
    ['no begin', whole.replace(/<!-- learning-loop:begin.*-->/, '')],
    ['two blocks', `${whole}${whole}`],
    ['the end first', `${end}\n${whole.replace(end, '')}`],
    ['an indented end', whole.replace(end, `  ${end}`)],
    ['text behind the end', whole.replace(end, `${end} x`)],
    ['a changed begin', whole.replace('kept current', 'kept')],
  ])('is broken with %s, and then not touched', (_, text) => {
    expect(blockState(text)).toBe('broken');
    expect(blockContent(text)).toBeNull();
    expect(withBlock(text, 'new')).toBe(text);
    expect(withoutBlock(text)).toBe(text);
  });
});
