import { parseHTML } from 'linkedom';

/** What is used of a document; its own types are those of a browser, which this code does not run in. */
interface PagePart {
  readonly tagName: string;
  readonly textContent: string | null;
  querySelector(selector: string): PagePart | null;
  querySelectorAll(selector: string): Iterable<PagePart>;
  remove(): void;
}

/** What a page says, without its trappings. */
export interface ExtractedPage {
  readonly title: string;
  /** Paragraphs, separated by empty lines. */
  readonly text: string;
}

const mainParts = ['#apicontent', 'div.body', '#main-content', 'main', '[role=main]', 'article'];
const trappings =
  'nav, footer, aside, script, style, noscript, template, .headerlink, .navheader, .navfooter, .sphinxsidebar, #toc';
const paragraphs = 'p, li, dt, dd, pre, h2, h3';
/** Shorter parts of a page are something else than its content. */
const leastCharacters = 200;

/** Takes title and text out of a page of documentation; a page that has neither gives empty ones. */
export function extractPage(html: string): ExtractedPage {
  const page = parsed(html);
  for (const each of page.querySelectorAll(trappings)) each.remove();
  const main = mainParts
    .map((selector) => page.querySelector(selector))
    .find((part) => textOf(part).trim().length > leastCharacters);
  const content = main ?? page;
  // The heading of a whole site stands outside of its pages' main parts.
  const heading = content.querySelector('h1') ?? page.querySelector('title') ?? page.querySelector('h1');
  const title = oneLine(textOf(heading)).replace(/\s*[¶#]$/, '');
  const parts = Array.from(content.querySelectorAll(paragraphs))
    // Of a paragraph inside a list, the paragraph alone.
    .filter((part) => part.querySelector(paragraphs) === null)
    .map((part) => (part.tagName === 'PRE' ? textOf(part).trim() : oneLine(textOf(part))));
  return { title, text: parts.filter((part) => part !== '').join('\n\n') };
}

/** The first three real paragraphs of a page's text. */
export function summaryOf(text: string): string {
  return text
    .split('\n\n')
    .filter(
      (paragraph) =>
        paragraph.length > 40 && !paragraph.includes('\n') && !paragraph.startsWith('Source code:'),
    )
    .slice(0, 3)
    .join('\n\n');
}

function parsed(html: string): PagePart {
  const window: unknown = parseHTML(html);
  if (hasDocument(window)) return window.document;
  throw new Error('The HTML parser gave no document.');
}

function hasDocument(window: unknown): window is { readonly document: PagePart } {
  if (typeof window !== 'object' || window === null) return false;
  const document: unknown = Reflect.get(window, 'document');
  return typeof document === 'object' && document !== null && 'querySelector' in document;
}

function textOf(part: PagePart | null | undefined): string {
  return part?.textContent ?? '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
