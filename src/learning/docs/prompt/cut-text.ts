/** How many tokens a text takes. */
export type CountTokens = (text: string) => number;

/** On the safe side for English and code: with most models a token is three to four characters. */
export const estimateTokens: CountTokens = (text) => Math.ceil(text.length / 3);

const cutMark = '[…]';

/** As many whole paragraphs and code blocks of a Markdown text as fit, and a mark where something is missing. */
export function cutText(markdown: string, maxTokens: number, countTokens: CountTokens): string {
  const text = markdown.trim();
  if (countTokens(text) <= maxTokens) return text;
  const kept: string[] = [];
  for (const block of blocksOf(text)) {
    if (countTokens([...kept, block, cutMark].join('\n\n')) > maxTokens) break;
    kept.push(block);
  }
  return kept.length === 0 ? '' : [...kept, cutMark].join('\n\n');
}

/** What empty lines separate, except inside of code. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let lines: string[] = [];
  let isCode = false;
  for (const line of [...text.split('\n'), '']) {
    if (/^\s*```/.test(line)) isCode = !isCode;
    if (line.trim() !== '' || isCode) lines.push(line);
    else if (lines.length > 0) {
      blocks.push(lines.join('\n'));
      lines = [];
    }
  }
  if (lines.length > 0) blocks.push(lines.join('\n'));
  return blocks;
}
