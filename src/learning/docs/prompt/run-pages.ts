import type { Inclusion } from '../../choice/hold-out.js';
import type { WebPage } from '../web-page.js';
import { promptPart } from './prompt-part.js';

/** More pages say the same again. */
export const mostPagesOfRun = 3;

/**
 * Pages as a part of the prompt of a run, without those that are left out at random, so that their difference can be told.
 * @param draw says which addresses take part in the run, and records it
 */
export function pagesForRun(
  pages: readonly WebPage[],
  maxTokens: number,
  draw: (urls: readonly string[]) => readonly Inclusion[],
): string {
  if (pages.length === 0) return '';
  const drawn = draw([...new Set(pages.map(({ url }) => url))]);
  const included = new Set(drawn.flatMap(({ source, isIncluded }) => (isIncluded ? [source] : [])));
  return promptPart(
    pages.filter(({ url }) => included.has(url)),
    { maxTokens },
  ).text;
}
