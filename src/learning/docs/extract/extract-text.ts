import type { ExtractedPage } from './extract-page.js';
import type { Section } from './sections.js';
import { visibleText } from './visible-text.js';

const heading = /^(#{1,6})[ \t]+(.+?)[ \t]*#*$/;

/** Takes title, summary and sections out of a page that is Markdown, or plain text, already. */
export function extractText(text: string): ExtractedPage {
  const markdown = visibleText(text).trim();
  const sections: Section[] = [];
  const paragraphs: string[] = [];
  let isCode = false;
  let start = 0;
  for (const line of markdown.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const [, marks = '', title = ''] = isCode ? [] : (heading.exec(line) ?? []);
    if (title !== '') sections.push({ level: marks.length, title, anchor: anchorOf(title), start });
    else if (!isCode && /^[\p{L}\p{N}*_[`"]/u.test(line) && line.length > 40) paragraphs.push(line.trim());
    start += line.length + 1;
  }
  const title = sections[0]?.title ?? markdown.split('\n', 1)[0]?.slice(0, 120) ?? '';
  return { title, summary: paragraphs.slice(0, 3).join('\n\n'), markdown, sections };
}

/** As most sites make the anchor of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}
