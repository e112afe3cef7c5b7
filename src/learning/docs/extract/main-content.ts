import { Readability } from '@mozilla/readability';
import { parseDocument, parsePage, textOf, type PageElement } from './page-dom.js';

/** Where documentation generators put what a page is about, the surest first. */
const mainParts = ['#apicontent', 'div.body', '#main-content', 'main', '[role=main]', 'article'];
/** Shorter parts of a page are something else than its content. */
const leastCharacters = 200;

/** What is on a page beside what it says. */
const trappings = [
  'nav, footer, script, style, noscript, template, iframe, object, svg, canvas, button, form, input, select, dialog',
  '[role=navigation], [role=banner], [role=search], [role=dialog], [role=alertdialog], [role=contentinfo]',
  '.headerlink, .navheader, .navfooter, .sphinxsidebar, .linenos, .linenodiv, .breadcrumbs, .pagination-nav, .mark',
  '.theme-edit-this-page, .edit-this-page, #toc, #hd, #ft, #sidebar',
  'aside:not(.footnote, .footnote-list, .topic, .sidebar, .admonition, .citation), .contents.topic, .contents.local',
  // What people do not see may be meant for somebody else.
  '[hidden]:not([role=tabpanel]), [aria-hidden=true], [style*="display:none"], [style*="display: none"]',
  '[style*="visibility:hidden"], [style*="visibility: hidden"], [style*="font-size:0"], [style*="opacity:0"]',
  '.sr-only, .visually-hidden',
].join(', ');
const banner =
  /(?:^|[-_ ])(?:cookie|consent|gdpr)s?[-_ ]?(?:banner|bar|notice|consent|popup|modal|dialog|message|overlay|law|box)/i;

/** The part of a page that says what the page is about, without navigation, banners, scripts and what is hidden. */
export function mainContent(html: string): { readonly page: PageElement; readonly content: PageElement } {
  const page = parsePage(html);
  clean(page);
  return { page, content: ownPart(page) ?? readablePart(html, page) ?? page.querySelector('body') ?? page };
}

function clean(page: PageElement): void {
  for (const each of page.querySelectorAll(trappings)) each.remove();
  for (const each of page.querySelectorAll('div, section, aside')) {
    if (banner.test(each.id) || banner.test(each.className)) each.remove();
  }
}

function ownPart(page: PageElement): PageElement | undefined {
  for (const selector of mainParts) {
    const part = page.querySelector(selector);
    if (textOf(part).trim().length > leastCharacters) return part ?? undefined;
  }
  return undefined;
}

/** For a layout nobody here knows; not where it would leave out half of the page. */
function readablePart(html: string, page: PageElement): PageElement | undefined {
  if (textOf(page).trim().length < leastCharacters || page.querySelector('body') === null) return undefined;
  const found = new Readability(parseDocument(html) as ConstructorParameters<typeof Readability>[0], {
    charThreshold: leastCharacters,
  }).parse();
  const { content = '', textContent = '' } = found ?? {};
  if ((textContent ?? '').length < textOf(page).length / 2) return undefined;
  const part = parsePage(`<html><body>${content ?? ''}</body></html>`);
  clean(part);
  return part;
}
