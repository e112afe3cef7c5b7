import { DocsError } from './docs-error.js';
import { docsSites } from './docs-site.js';

const allowedHosts = new Set(docsSites.map(({ host }) => host));

/**
 * The address as a URL, if it may be asked for: https at the default port, without credentials, on exactly a listed host.
 * @throws {DocsError} `refused`
 */
export function checkAddress(address: string | URL): URL {
  const url = parsed(address);
  const why = objection(url);
  if (why !== undefined) throw new DocsError('refused', `${shown(url)} was not fetched: ${why}.`);
  url.hash = '';
  return url;
}

function parsed(address: string | URL): URL {
  try {
    return new URL(address);
  } catch {
    throw new DocsError('refused', `"${String(address).slice(0, 200)}" is not an address of a page.`);
  }
}

function objection(url: URL): string | undefined {
  if (url.protocol !== 'https:') return 'only https pages are';
  if (url.username !== '' || url.password !== '') return 'it carries a user name or password';
  if (url.port !== '') return 'it names a port';
  if (!allowedHosts.has(url.hostname)) return `${url.hostname} is not on the list of documentation sites`;
  return undefined;
}

/** Credentials do not belong into messages. */
function shown(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
