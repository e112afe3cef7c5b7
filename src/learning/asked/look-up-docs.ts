import * as z from 'zod';
import type { DocsKnowledge } from '../docs/docs-knowledge.js';
import type { WebPage } from '../docs/web-page.js';
import { UserError } from '../user-error.js';
import { docsTool, type DocsAsked } from './asked-tool.js';

const mostPages = 3;
/** Several places may lie on one page. */
const placesPerPage = 8;
/** What fits into an answer, with its frame. */
const mostTokens = 2400;

const input = z.object({
  query: z.string().trim().min(1).max(400).describe('What to look up, in a few words.'),
  library: z.string().max(100).optional().describe('The library that is meant, such as react.'),
  ask_site: z
    .boolean()
    .default(false)
    .describe(
      "Ask the library's official site as well, which needs the person's yes; by default only kept pages.",
    ),
});

export const lookUpDocs = docsTool({
  name: 'look_up_docs',
  title: 'Look up official documentation',
  description:
    'Passages of official documentation, in the version that this repository uses where it is known: from the pages that were read before, or, where the person allows it, from the official site of the library.',
  input,
  answer: async (docs, wanted, asked) => {
    const problems: string[] = [];
    const pages = await pagesFor(docs, wanted, asked, (problem) => problems.push(problem));
    const remarks = [...problems, ...(wanted.ask_site && !asked.maySites ? [notAllowed] : [])];
    if (pages.length === 0) throw new UserError([...remarks, nothingFound(wanted, docs)].join('\n'));
    return [...remarks, docs.formatForPrompt(pages, { maxTokens: mostTokens })].join('\n\n');
  },
});

const notAllowed =
  'Only kept pages were looked at: the person has not allowed sites to be asked. In an MCP client they do so with the flag --docs-online.';

async function pagesFor(
  docs: DocsKnowledge,
  { query, library, ask_site: asksSite }: z.output<typeof input>,
  { maySites, signal }: DocsAsked,
  onProblem: (problem: string) => void,
): Promise<WebPage[]> {
  const wish = { onProblem, signal };
  if (asksSite && maySites) return docs.searchDocs(query, library, { ...wish, maxResults: mostPages });
  const places = await docs.lookUp(query, library, {
    ...wish,
    cacheOnly: true,
    maxResults: mostPages * placesPerPage,
  });
  const addresses = new Map<string, string>();
  for (const { url, anchor } of places)
    if (!addresses.has(url))
      addresses.set(url, anchor === null ? url : `${url}#${encodeURIComponent(anchor)}`);
  return [...addresses.values()].flatMap((address) => docs.kept(address) ?? []).slice(0, mostPages);
}

function nothingFound(
  { library, ask_site: asksSite }: z.output<typeof input>,
  { libraries }: DocsKnowledge,
): string {
  if (library !== undefined && asksSite) return 'Nothing was found.';
  return `Nothing that is kept answers this. With "library" (${libraries.join(', ')}) and "ask_site" the official site can be asked.`;
}
