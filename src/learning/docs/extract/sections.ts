import { oneLine, textOf, type PageElement } from './page-dom.js';
import { visibleText } from './visible-text.js';

/** A part of a page that can be linked to. */
export interface Section {
  /** 1 to 6 for a heading; 0 for something that is defined, such as a function. */
  readonly level: number;
  readonly title: string;
  /** What comes after `#` in its address; null where it has none. */
  readonly anchor: string | null;
  /** Where it begins in the page's Markdown. */
  readonly start: number;
}

type Mark = Omit<Section, 'start'>;

/** Private characters that no text has; they carry the number of a section through the conversion to Markdown. */
const [open, close] = ['\uE000', '\uE001'];
const marks = new RegExp(`${open}(\\d+)${close}`, 'g');
const maxSections = 2000;

/** Marks where the sections of a page begin, and says which there are. */
export function markSections(content: PageElement): Mark[] {
  const found: Mark[] = [];
  for (const element of content.querySelectorAll('h1, h2, h3, h4, h5, h6, dt')) {
    const anchor = anchorOf(element);
    const isTerm = element.tagName === 'DT';
    const text = oneLine(visibleText(textOf(element))).replace(/\s*[¶#]$/, '');
    if (text === '' || (isTerm && anchor === null) || found.length === maxSections) continue;
    const level = isTerm ? 0 : Number(element.tagName.slice(1));
    element.prepend(`${open}${found.length}${close}`);
    found.push({ level, title: isTerm ? nameOf(text, anchor ?? '') : text, anchor });
  }
  return found;
}

/** Takes the marks, and what nobody sees, out of the Markdown and says where each section begins. */
export function placeSections(
  marked: string,
  found: readonly Mark[],
): { readonly markdown: string; readonly sections: Section[] } {
  const sections: Section[] = [];
  let markdown = '';
  let end = 0;
  for (const match of marked.matchAll(marks)) {
    markdown += visibleText(marked.slice(end, match.index));
    end = match.index + match[0].length;
    const mark = found[sections.length];
    // A page that has such characters of its own adds no section by them.
    if (mark === undefined || Number(match[1]) !== sections.length) continue;
    sections.push({ ...mark, start: markdown.lastIndexOf('\n') + 1 });
  }
  return { markdown: markdown + visibleText(marked.slice(end)), sections };
}

/** On the element, in it, or on the part of the page that it is the heading of. */
function anchorOf(element: PageElement): string | null {
  if (element.id !== '') return element.id;
  const inside = element.querySelector('[id], a[name]');
  const own = inside === null ? '' : inside.id || (inside.getAttribute('name') ?? '');
  if (own !== '') return own.replace(/^user-content-/, '');
  let around = element.parentElement;
  for (let up = 0; up < 5 && around !== null; up += 1, around = around.parentElement) {
    const isHeaded =
      /^(?:SECTION|DIV|HEADER)$/.test(around.tagName) &&
      around.querySelector(element.tagName.toLowerCase()) === element;
    if (!isHeaded) return null;
    if (around.id !== '') return around.id;
  }
  return null;
}

/** The full name where the anchor is one, as in `asyncio.gather`; else what is written. */
function nameOf(text: string, anchor: string): string {
  const last = anchor.split('.').at(-1) ?? '';
  return anchor.includes('.') && last !== '' && text.includes(last) ? anchor : text.slice(0, 120);
}
