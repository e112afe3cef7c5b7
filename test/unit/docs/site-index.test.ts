import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readInventory } from '../../../src/learning/docs/site-index/inventory.js';
import { readListIndex, readMkdocsIndex } from '../../../src/learning/docs/site-index/json-index.js';
import { readLlmsText } from '../../../src/learning/docs/site-index/llms-text.js';
import { readPageLinks } from '../../../src/learning/docs/site-index/page-links.js';
import { readSitemap } from '../../../src/learning/docs/site-index/sitemap.js';
import { readSphinxSearchIndex } from '../../../src/learning/docs/site-index/sphinx-search-index.js';

const base = 'https://docs.python.org/3/';

describe("Sphinx's inventory", () => {
  const inventory = (lines: string): Uint8Array =>
    Buffer.concat([
      Buffer.from(
        '# Sphinx inventory version 2\n# Project: Python\n# Version: 3.11\n# The remainder is compressed.\n',
      ),
      deflateSync(lines),
    ]);

  it('names things and places', () => {
    const lines = [
      'asyncio.gather py:function 1 library/asyncio-task.html#$ -',
      'tut-lists std:label -1 tutorial/datastructures.html#tut-lists More on Lists',
      'more lists std:label 1 tutorial/datastructures.html#tut-lists More on Lists',
      'library/json std:doc 1 library/json.html json — JSON',
      'not a line',
      '',
    ];
    expect(readInventory(inventory(lines.join('\n')), `${base}objects.inv`, 10_000)).toEqual([
      { title: 'asyncio.gather', url: `${base}library/asyncio-task.html#asyncio.gather` },
      { title: 'More on Lists', url: `${base}tutorial/datastructures.html#tut-lists` },
      { title: 'json — JSON', url: `${base}library/json.html` },
    ]);
  });

  it('may lie in a folder of its own, as that of Django', () => {
    const url = 'https://docs.djangoproject.com/en/stable/_objects/';
    expect(readInventory(inventory('a py:class 1 ref/a/#$ -'), url, 10_000)[0]?.url).toBe(
      'https://docs.djangoproject.com/en/stable/ref/a/#a',
    );
  });

  it('does not unpack without end', () => {
    const bomb = inventory('x'.repeat(1_000_000));
    expect(bomb.length).toBeLessThan(2_000);
    expect(() => readInventory(bomb, base, 100_000)).toThrow();
  });

  it.each([
    '',
    '<html>',
    '# Sphinx inventory version 1\n',
    '# Sphinx inventory version 2\na\nb\nc\nnot packed',
  ])('is not %j', (text) => {
    expect(() => readInventory(Buffer.from(text), base, 10_000)).toThrow();
  });
});

describe("Sphinx's search index", () => {
  const expected = [
    { title: 'json', url: `${base}library/json.html` },
    { title: 'a < b', url: `${base}tutorial/x.html` },
    { title: 'Basic "usage"', url: `${base}library/json.html#basic` },
  ];

  it.each([
    [
      'JSON',
      String.raw`Search.setIndex({"docnames": ["library/json", "tutorial/x"], "titles": ["<code>json</code>", "a &lt; b"], "alltitles": {"json": [[0, null]], "Basic \"usage\"": [[0, "basic"], [9, "gone"]]}, "terms": {"a": 1}})`,
    ],
    [
      'JavaScript, as before Sphinx 5',
      String.raw`Search.setIndex({docnames:["library/json","tutorial/x"],titles:["<code>json</code>","a &lt; b"],alltitles:{"Basic \"usage\"":[[0,"basic"]]},terms:{a:1,"b,c:":[0,1],$in:{x_1:2}}})`,
    ],
  ])('is read as %s', (_, text) => {
    expect(readSphinxSearchIndex(text, `${base}searchindex.js`)).toEqual(expected);
  });

  it.each(['', 'Search.setIndex(', '{}', 'Search.setIndex({"docnames": 5})', '<html>'])(
    'is not %j',
    (text) => {
      expect(() => readSphinxSearchIndex(text, base)).toThrow();
    },
  );
});

describe('the index of', () => {
  it('MkDocs', () => {
    const text = JSON.stringify({
      config: {},
      docs: [{ location: 'tutorial/#first', title: 'First', text: 'x' }],
    });
    expect(readMkdocsIndex(text, 'https://fastapi.tiangolo.com/search/search_index.json')).toEqual([
      { title: 'First', url: 'https://fastapi.tiangolo.com/tutorial/#first' },
    ]);
    expect(() => readMkdocsIndex('{"docs": [{}]}', base)).toThrow();
  });

  it('MDN', () => {
    expect(
      readListIndex('[{"title":"Array","url":"/en-US/docs/Array"}]', 'https://developer.mozilla.org/x'),
    ).toEqual([{ title: 'Array', url: 'https://developer.mozilla.org/en-US/docs/Array' }]);
    expect(() => readListIndex('{}', base)).toThrow();
  });

  it('llms.txt', () => {
    const text =
      '# React\n\n- [useState](https://react.dev/useState.md): a hook\n- [Home](/index.md)\n- [](x) [bad](http://[)';
    expect(readLlmsText(text, 'https://react.dev/llms.txt')).toEqual([
      { title: 'useState', url: 'https://react.dev/useState' },
      { title: 'Home', url: 'https://react.dev/' },
    ]);
  });

  it('a page of contents', () => {
    const html =
      '<ul><li><a href="fs.html">File  system</a><li><a href="#top">Top</a><li><a>No</a><li><a href="x.html"></a></ul>';
    expect(readPageLinks(html, 'https://nodejs.org/api/index.html')).toEqual([
      { title: 'File system', url: 'https://nodejs.org/api/fs.html' },
    ]);
  });
});

describe('a sitemap', () => {
  it('tells by the words of an address what a page is about', () => {
    const xml =
      '<?xml version="1.0"?><urlset><url><loc> https://jestjs.io/docs/mock-functions.html?a=1&amp;b=2 </loc></url><url><loc>not an address</loc></url></urlset>';
    expect(readSitemap(xml)).toEqual({
      entries: [
        { title: 'docs / mock functions', url: 'https://jestjs.io/docs/mock-functions.html?a=1&b=2' },
      ],
      parts: [],
    });
  });

  it('may be a list of sitemaps', () => {
    const xml = '<sitemapindex><sitemap><loc>https://jestjs.io/a.xml</loc></sitemap></sitemapindex>';
    expect(readSitemap(xml)).toEqual({ entries: [], parts: ['https://jestjs.io/a.xml'] });
  });

  it('makes no text out of entities', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><urlset><url><loc>https://jestjs.io/&b;</loc></url></urlset>`;
    let size = 0;
    try {
      size = JSON.stringify(readSitemap(bomb)).length;
    } catch {
      // Refusing it is as good.
    }
    expect(size).toBeLessThan(200);
  });

  it.each(['', '<html></html>', '{}'])('is not %j', (xml) => {
    expect(() => readSitemap(xml)).toThrow();
  });
});
