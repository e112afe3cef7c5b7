import type { AllowList } from './allow-list.js';
import { decodeText } from './decode-text.js';
import { DocsError } from './docs-error.js';
import { extractPage, type ExtractedPage } from './extract/extract-page.js';
import { extractText } from './extract/extract-text.js';
import type { FetchLimits } from './fetch-limits.js';
import type { Resource } from './fetch-resource.js';
import type { RetrievedPage, RetrieveIndex, RetrievePage, Retriever, Unchanged, Watch } from './retriever.js';
import type { Route } from './route.js';
import { fetchSiteIndex, type FetchedIndex } from './site-index/fetch-site-index.js';
import { SiteVisitor } from './site-visitor.js';

const html = ['text/html', 'application/xhtml+xml'];
const pageTypes = new Set([...html, 'text/markdown', 'text/x-markdown', 'text/plain']);

/** Fetches and reads pages in this thread. */
export class DirectRetriever implements Retriever {
  readonly #allowList: AllowList;
  readonly #limits: FetchLimits;
  readonly #visitor: SiteVisitor;
  readonly #closing = new AbortController();

  constructor(allowList: AllowList, route: Route, limits: FetchLimits) {
    this.#allowList = allowList;
    this.#limits = limits;
    this.#visitor = new SiteVisitor(allowList, route, limits);
  }

  async page(
    { address, validators }: RetrievePage,
    { signal, onStage, onConnection }: Watch = {},
  ): Promise<RetrievedPage | Unchanged> {
    onStage?.('fetching');
    const fetched = await this.#visitor.fetch({
      address,
      validators,
      types: pageTypes,
      maxBytes: this.#limits.pageBytes,
      signal: this.#either(signal),
      onConnection,
    });
    if (fetched.kind === 'unchanged') return fetched;
    onStage?.('reading');
    const { url, etag, lastModified } = fetched;
    const text = decodeText(fetched.bytes, fetched.type);
    return { kind: 'page', url, html: text, etag, lastModified, ...pageOf(text, fetched) };
  }

  index(
    { index, validators }: RetrieveIndex,
    { signal, onStage, onConnection }: Watch = {},
  ): Promise<FetchedIndex | Unchanged> {
    const maxBytes = this.#limits.indexBytes;
    return fetchSiteIndex(
      index,
      validators,
      async (request) => {
        onStage?.('fetching');
        const watch = { signal: this.#either(signal), onConnection };
        const fetched = await this.#visitor.fetch({ ...request, maxBytes, ...watch });
        onStage?.('reading');
        return fetched;
      },
      (url) => this.#allowList.allows(url),
      maxBytes,
    );
  }

  extract(html: string, url: string): Promise<ExtractedPage> {
    return Promise.resolve(extractPage(html, url));
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  #either(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.#closing.signal : AbortSignal.any([signal, this.#closing.signal]);
  }
}

function pageOf(text: string, { url, type }: Resource): ExtractedPage {
  const page = reading(url, () => (html.includes(type.essence) ? extractPage(text, url) : extractText(text)));
  if (page.markdown === '')
    throw new DocsError('unusable', `${url} could not be read: there is no text on it without its scripts.`);
  return page;
}

/** A page can be nested so deeply that no parser gets to its end. */
function reading(url: string, read: () => ExtractedPage): ExtractedPage {
  try {
    return read();
  } catch (error) {
    throw new DocsError('unusable', `${url} could not be read: it is not a page that can be understood.`, {
      cause: error,
    });
  }
}
