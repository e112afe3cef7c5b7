import parseRobots from 'robots-parser';
import { decodeText } from './decode-text.js';
import { DocsError } from './docs-error.js';
import { userAgent, type Fetched, type FetchRequest } from './fetch-resource.js';

/** What a host asks programs to respect (RFC 9309). */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Between two requests, in milliseconds; 0 where the host does not say. */
  readonly crawlDelayMs: number;
}

const everything: RobotsRules = { allows: () => true, crawlDelayMs: 0 };
/** The least that a reader of robots.txt has to take. */
const maxBytes = 500_000;

/**
 * Reads a host's robots.txt. Where there is none, or what is there is none, everything is allowed.
 * @throws {DocsError} `offline` or `cancelled`: then nothing is known, and nothing may be asked for
 */
export async function readRobots(
  origin: string,
  fetch: (request: Pick<FetchRequest, 'address' | 'types' | 'maxBytes'>) => Promise<Fetched>,
): Promise<RobotsRules> {
  const address = `${origin}/robots.txt`;
  try {
    const found = await fetch({ address, types: new Set(['text/plain']), maxBytes });
    if (found.kind === 'unchanged') return everything;
    const rules = parseRobots(address, decodeText(found.bytes, found.type));
    return {
      allows: (url) => rules.isAllowed(url.href, userAgent) !== false,
      crawlDelayMs: (rules.getCrawlDelay(userAgent) ?? 0) * 1000,
    };
  } catch (error) {
    if (error instanceof DocsError && (error.reason === 'unusable' || error.reason === 'refused'))
      return everything;
    throw error;
  }
}
