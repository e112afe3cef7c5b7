import { describe, expect, it } from 'vitest';
import { extractPage, summaryOf } from '../../../src/learning/docs/extract-page.js';

const long = (about: string): string =>
  `${about} is explained here in a sentence that is long enough to be a paragraph.`;

describe('extractPage', () => {
  it('takes title and text of the main part, without its trappings', () => {
    const page =
      extractPage(`<!doctype html><html><head><title>Docs - useState</title><style>p {}</style></head><body>
      <nav><p>${long('Navigation')}</p></nav>
      <main><h1>useState<a class="headerlink">¶</a></h1>
        <script>var p = "<p>script</p>";</script>
        <p>${long('State')}</p><h2>Usage</h2>
        <ul><li><p>${long('A list')}</p></li></ul>
        <pre>const [a,\n  b] = c;</pre><p>${long('More')}</p>
      </main><footer><p>${long('The end')}</p></footer></body></html>`);
    expect(page.title).toBe('useState');
    expect(page.text.split('\n\n')).toEqual([
      long('State'),
      'Usage',
      long('A list'),
      'const [a,\n  b] = c;',
      long('More'),
    ]);
  });

  it.each([
    [
      'the body of a Sphinx page',
      `<div class="sphinxsidebar"><p>x</p></div><div class="body"><h1>json</h1>`,
      '</div>',
    ],
    ['an article', '<article><h1>json</h1>', '</article>'],
    ['a page without a main part', '<h1>json</h1>', ''],
  ])('finds %s', (_, before, after) => {
    const text = [1, 2, 3].map((number) => `<p>${long(`Number ${number}`)}</p>`).join('');
    expect(extractPage(`<body>${before}${text}${after}</body>`)).toEqual({
      title: 'json',
      text: [1, 2, 3].map((number) => long(`Number ${number}`)).join('\n\n'),
    });
  });

  it.each([
    '',
    'no tags',
    '<',
    '<p',
    '<html><script>only()</script></html>',
    '\u0000<p>\u0000</p>',
    '<p>'.repeat(3000),
  ])('survives %j', (html) => {
    expect(typeof extractPage(html).text).toBe('string');
  });

  it('falls back to the title of the document', () => {
    expect(extractPage('<title> The \n title </title><p>x</p>').title).toBe('The title');
  });
});

describe('summaryOf', () => {
  it('takes the first three paragraphs that are sentences', () => {
    const text = [
      'Source code: Lib/asyncio/tasks.py, and some more words here',
      'Short',
      long('A'),
      'x = 1\ny = 2'.padEnd(60),
      long('B'),
      long('C'),
      long('D'),
    ];
    expect(summaryOf(text.join('\n\n'))).toBe([long('A'), long('B'), long('C')].join('\n\n'));
  });
});
