import { DocsError } from './docs-error.js';
import { extractPage } from './extract-page.js';
import { fetchHtml } from './fetch-html.js';
import type { Route } from './guarded-https.js';

/** A page as it came from its site, and what it says. */
export interface RetrievedPage {
  /** After redirects. */
  readonly url: string;
  readonly html: string;
  readonly title: string;
  readonly text: string;
}

/**
 * Fetches and reads a page of documentation.
 * @throws {DocsError}
 */
export async function retrieve(address: string, route: Route): Promise<RetrievedPage> {
  const { url, html } = await fetchHtml(address, route);
  const page = extractPage(html);
  if (page.title === '' && page.text === '') {
    throw new DocsError('unusable', `${url} could not be read: there is no text on it without its scripts.`);
  }
  return { url, html, ...page };
}
