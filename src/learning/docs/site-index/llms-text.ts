import type { IndexEntry } from './index-entry.js';

const link = /\[([^[\]\n]{1,200})\]\(([^()\s]{1,1000})\)/g;

/** Reads llms.txt (https://llmstxt.org): a list of links in Markdown. Pages are named by the address a person opens. */
export function readLlmsText(text: string, base: string): IndexEntry[] {
  return Array.from(text.matchAll(link), ([, title = '', address = '']) => ({ title, address }))
    .filter(({ address }) => URL.canParse(address, base))
    .map(({ title, address }) => {
      const url = new URL(address, base);
      url.pathname = url.pathname.replace(/(?:\/index)?\.mdx?$/, '');
      return { title, url: url.href };
    });
}
