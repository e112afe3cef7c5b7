import { UserError } from '../../learning/user-error.js';
import type { WebKnowledge } from '../../learning/web-knowledge.js';
import type { Command, CommandCall } from '../command.js';
import { countOption } from '../parse-call.js';
import { formatTable } from '../table.js';
import { UsageError } from '../usage-error.js';
import { printJson, wantsJson } from '../print-json.js';

export const docs: Command = {
  name: 'docs',
  summary: 'Look up official documentation and keep what was read.',
  positionals: [{ name: 'ACTION', help: 'search WORDS, get ADDRESS, or list', isRepeated: true }],
  options: {
    library: { type: 'string', placeholder: 'NAME', help: 'the library that is meant, such as react' },
    limit: { type: 'string', placeholder: 'N', help: 'how many pages a search gives; 5 by default' },
    prompt: { type: 'boolean', help: 'print what a search found as a part of a prompt' },
    refresh: { type: 'boolean', help: 'ask the site even if the page in the cache is fresh' },
  },
  json: {
    prints: 'a list of objects, and for get one object',
    fields: {
      url: 'address of the page',
      title: 'of the page',
      fetchedAt: 'UTC, ISO 8601',
      summary: 'its first paragraphs (search, get)',
      text: 'all of it, as Markdown (search, get)',
      section: 'the part that answers, as Markdown (search, get)',
      anchor: 'of that part (search, get)',
      version: 'that it is about, where known (search, get)',
      isStale: 'whether it may be out of date (search, get)',
      kind: 'page or index (list)',
      runs: 'in which it took part (list)',
      meanReward: 'of those runs (list)',
      difference: 'that it made to their scores (list)',
    },
  },
  details: `  learning-loop docs search rules of hooks --library react
  learning-loop docs get https://react.dev/reference/react/useState
  learning-loop docs list

Pages come only from a fixed list of sites with official documentation, over https, and are
kept in .agent/experience.db for 7 days; a site that cannot be reached is answered for from
there. list shows in how many runs a page took part, and, where it was left out of some at
random, what difference it made to their scores. Without --library a search asks no site at all.
A proxy is used where the environment names one (https_proxy).`,
  async run(call) {
    const [action = '', ...words] = call.positionals;
    const use = { search, get, list }[action];
    if (use === undefined) throw new UsageError(`docs can search, get or list, not "${action}".`);
    // Loaded by who needs it: reading pages takes more code than all of the other commands.
    const { WebKnowledge: Web } = await import('../../learning/web-knowledge.js');
    const problems: string[] = [];
    const web = new Web(call.root, {
      create: action !== 'list',
      onProblem: (problem) => problems.push(problem),
    });
    try {
      if (web.notice !== undefined) process.stderr.write(`${web.notice}\n`);
      if (!(await use(web, words.join(' '), call)))
        throw new UserError(problems.splice(0).join('\n') || 'Nothing was found.');
    } finally {
      web.close();
      for (const problem of problems) process.stderr.write(`${problem}\n`);
    }
  },
};

/** Whether there was something to print. */
type Action = (web: WebKnowledge, argument: string, call: CommandCall) => Promise<boolean>;

const search: Action = async (web, words, call) => {
  if (words === '') throw new UsageError('Say what to search for.');
  const { library, refresh, prompt } = call.values;
  const pages = await web.searchDocs(words, typeof library === 'string' ? library : undefined, {
    maxResults: countOption(call, 'limit', 5),
    refresh: refresh === true,
  });
  if (wantsJson(call)) printJson(call, pages);
  else if (prompt === true) call.print(web.formatForPrompt(pages));
  else {
    for (const { url, anchor, title, summary, isStale } of pages) {
      const link = anchor === null ? url : `${url}#${anchor}`;
      call.print(
        `${plain(title)}${isStale ? ' (may be out of date)' : ''}\n  ${link}\n  ${plain(summary.slice(0, 200))}\n`,
      );
    }
  }
  return pages.length > 0;
};

const get: Action = async (web, address, call) => {
  if (address === '') throw new UsageError('Say the address of the page.');
  const page = await web.fetchPage(address, { refresh: call.values['refresh'] === true });
  if (page === null) return false;
  if (wantsJson(call)) printJson(call, page);
  else call.print(page.section ?? page.text);
  return true;
};

const list: Action = (web, _, call) => {
  const uses = new Map(web.uses().map((use) => [use.url, use]));
  const items = web.cached().map(({ url, kind, title, fetchedAt }) => {
    const use = uses.get(url);
    const difference = use === undefined || use.verdict === 'too early' ? null : use.difference;
    const { runs, meanReward } = use ?? { runs: 0, meanReward: null };
    return { url, kind, title, fetchedAt, runs, meanReward, difference };
  });
  if (wantsJson(call)) printJson(call, items);
  else if (items.length === 0) call.print('Nothing is kept yet.');
  else
    call.print(
      formatTable(
        ['address', 'kind', 'title', 'fetched (UTC)', 'runs', 'mean score', 'difference'],
        items.map(({ url, kind, title, fetchedAt, runs, meanReward, difference }) => [
          url,
          kind,
          title,
          fetchedAt?.slice(0, 16).replace('T', ' ') ?? null,
          runs,
          meanReward?.toFixed(2) ?? null,
          difference === null ? (runs === 0 ? null : 'too early to tell') : signed(difference),
        ]),
      ),
    );
  return Promise.resolve(true);
};

function signed(difference: number): string {
  return `${difference < 0 ? '' : '+'}${difference.toFixed(2)}`;
}

/** What a page says must not steer the terminal. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}
