import type { ExtractedPage } from './extract-page.js';

/** A word in the title says as much as this many in the text. */
const titleWeight = 8;

/** The pages on which words of the query occur, the best match first: many of its words, and in the title. */
export function rankPages<T extends ExtractedPage>(query: string, pages: readonly T[]): T[] {
  const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [])];
  return pages
    .map((page) => ({ page, score: score(words, page) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((each) => each.page);
}

/** Each further occurrence of a word adds less than the one before. */
function score(words: readonly string[], { title, text }: ExtractedPage): number {
  const [head, body] = [title.toLowerCase(), text.toLowerCase()];
  return words.reduce(
    (sum, word) => sum + Math.log1p(titleWeight * occurrences(head, word) + occurrences(body, word)),
    0,
  );
}

function occurrences(text: string, word: string): number {
  return text.split(word).length - 1;
}
