import { describe, expect, it } from 'vitest';
import type { ExtractedPage } from '../../../src/learning/docs/extract/extract-page.js';
import { DocsSearch } from '../../../src/learning/docs/search/docs-search.js';
import { queryWords, wordsOf } from '../../../src/learning/docs/search/words.js';

const page = (title: string, text: string, ...parts: [title: string, text: string][]): ExtractedPage => {
  let markdown = `# ${title}\n\n${text}\n\n`;
  const sections = [{ level: 1, title, anchor: 'top', start: 0 }];
  for (const [name, about] of parts) {
    sections.push({
      level: 2,
      title: name,
      anchor: name.toLowerCase().replace(/\W+/g, '-'),
      start: markdown.length,
    });
    markdown += `## ${name}\n\n${about}\n\n`;
  }
  return { title, summary: text, markdown, sections };
};

function example(): DocsSearch {
  const search = new DocsSearch();
  search.addPage(
    'https://react.dev/hooks',
    page('Rules of Hooks', 'Call them at the top.', ['Custom hooks', 'Your own.']),
  );
  search.addPage(
    'https://react.dev/state',
    page('useState', 'A hook for state.', ['Updating state', 'Call the setter.'], ['Pitfalls', 'See hooks.']),
  );
  search.addEntries('https://react.dev/llms.txt', [
    { title: 'useEffect', url: 'https://react.dev/effect' },
    { title: 'asyncio.create_task', url: 'https://docs.python.org/3/task.html#asyncio.create_task' },
    { title: 'useState', url: 'https://react.dev/state' },
  ]);
  return search;
}
const found = (search: DocsSearch, query: string): string[] =>
  search.search(query, 10).map(({ url, anchor }) => (anchor === null ? url : `${url}#${anchor}`));

describe('a search', () => {
  it.each([
    ['hooks', 'https://react.dev/hooks'],
    ['hook', 'https://react.dev/hooks'],
    ['updating state', 'https://react.dev/state#updating-state'],
    ['usestate', 'https://react.dev/state'],
    ['use state', 'https://react.dev/state'],
    ['how do I use custom hooks?', 'https://react.dev/hooks#custom-hooks'],
    ['asyncio create task', 'https://docs.python.org/3/task.html#asyncio.create_task'],
    ['create_task', 'https://docs.python.org/3/task.html#asyncio.create_task'],
    ['useEff', 'https://react.dev/effect'],
    ['useEfect', 'https://react.dev/effect'],
    ['setter', 'https://react.dev/state#updating-state'],
  ])('for %j finds %s first', (query, url) => {
    expect(found(example(), query)[0]).toBe(url);
  });

  it('gives each place once', () => {
    const places = found(example(), 'usestate');
    expect(new Set(places).size).toBe(places.length);
  });

  it.each(['', '   ', '???', 'xylophone'])('for %j finds nothing', (query) => {
    expect(found(example(), query)).toEqual([]);
  });

  it('forgets what is removed or replaced', () => {
    const search = example();
    search.remove('https://react.dev/hooks');
    search.addPage('https://react.dev/state', page('useState', 'Something else.'));
    expect(found(search, 'custom')).toEqual([]);
    expect(found(search, 'setter')).toEqual([]);
    expect(found(search, 'something')).toEqual(['https://react.dev/state']);
  });
});

describe('words', () => {
  it('are those of names and of their parts', () => {
    expect(wordsOf('useState asyncio.create_task() class HTTPServer')).toEqual([
      'usestate',
      'use',
      'state',
      'asyncio',
      'create_task',
      'create',
      'task',
      'class',
      'httpserver',
    ]);
    expect(wordsOf('hooks queries status this')).toEqual(['hook', 'query', 'status', 'this']);
  });

  it('of a question are those that say something, if any does', () => {
    expect(queryWords('How do I use the hooks?')).toEqual(['hook']);
    expect(queryWords('What is this')).toEqual(['what', 'is', 'this']);
  });
});
