import { flattenCells } from './flatten-cells.js';
import { mainContent } from './main-content.js';
import { oneLine, textOf, type PageElement } from './page-dom.js';
import { markSections, placeSections, type Section } from './sections.js';
import { toMarkdown } from './to-markdown.js';
import { visibleText } from './visible-text.js';

/** What a page says, without its trappings. */
export interface ExtractedPage {
  readonly title: string;
  /** The first three real paragraphs, separated by empty lines. */
  readonly summary: string;
  readonly markdown: string;
  readonly sections: readonly Section[];
}

const summaryParagraphs = 3;
/** Shorter paragraphs are labels. */
const leastSentence = 40;

/**
 * Takes title, summary, Markdown and sections out of an HTML page of documentation; a page that says nothing gives empty ones.
 * @param url where it was, for its links
 */
export function extractPage(html: string, url: string): ExtractedPage {
  const { page, content } = mainContent(html);
  const title = titleOf(page, content);
  const summary = summaryOf(content);
  for (const each of content.querySelectorAll('pre br')) each.replaceWith('\n');
  flattenCells(content);
  const found = markSections(content);
  return { title, summary, ...placeSections(toMarkdown(content.innerHTML, url), found) };
}

/** The heading of a whole site stands outside of its pages' main parts. */
function titleOf(page: PageElement, content: PageElement): string {
  const heading = content.querySelector('h1') ?? page.querySelector('title') ?? page.querySelector('h1');
  return oneLine(visibleText(textOf(heading))).replace(/\s*[¶#]$/, '');
}

function summaryOf(content: PageElement): string {
  const found: string[] = [];
  for (const each of content.querySelectorAll('p')) {
    const text = oneLine(visibleText(textOf(each)));
    if (text.length <= leastSentence || text.startsWith('Source code:')) continue;
    found.push(text);
    if (found.length === summaryParagraphs) break;
  }
  return found.join('\n\n');
}
