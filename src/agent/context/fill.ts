import type { CountTokens } from '../../learning/docs/prompt/cut-text.js';
import type { Quote } from './context-workspace.js';

const cutMark = '[… the rest is left out]';
/** Less than this of a text says nothing. */
const leastTokens = 40;

/** As many of the quotes as fit, in their order; the first that does not fit is cut after a line, and the rest left out. */
export function fill(quotes: readonly Quote[], maxTokens: number, count: CountTokens): Quote[] {
  const filled: Quote[] = [];
  let left = maxTokens;
  for (const quote of quotes) {
    const tokens = count(quote.text);
    if (tokens > left) {
      const text = left < leastTokens ? '' : cutToLines(quote.text, left, count);
      return text === '' ? filled : [...filled, { ...quote, text }];
    }
    filled.push(quote);
    left -= tokens;
  }
  return filled;
}

/** Halves the range of lines until it is found how many fit. */
function cutToLines(text: string, maxTokens: number, count: CountTokens): string {
  const lines = text.split('\n');
  const first = (length: number): string => [...lines.slice(0, length), cutMark].join('\n');
  let [fits, fitsNot] = [0, lines.length];
  while (fitsNot - fits > 1) {
    const middle = Math.floor((fits + fitsNot) / 2);
    if (count(first(middle)) <= maxTokens) fits = middle;
    else fitsNot = middle;
  }
  return fits === 0 ? '' : first(fits);
}
