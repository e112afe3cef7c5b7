import { describe, expect, it } from 'vitest';
import { extractPage } from '../../../src/learning/docs/extract/extract-page.js';
import { wholeSection } from '../../../src/learning/docs/extract/sections-text.js';

const url = 'https://docs.python.org/3/library/json.html';
const long = (about: string): string =>
  `${about} is explained here in a sentence that is long enough to be a paragraph.`;

describe('a page of documentation', () => {
  const page = extractPage(
    `<!doctype html><html><head><title>Docs - useState</title><style>p {}</style></head><body>
      <nav><p>${long('Navigation')}</p></nav>
      <div class="cookie-banner"><p>${long('Cookies')}</p></div>
      <main><h1>useState<a class="headerlink">¶</a></h1>
        <script>var p = "<p>script</p>";</script>
        <p>${long('State')}</p><p>Short.</p>
        <h2 id="usage"><a href="#usage">Usage</a></h2>
        <ul><li><p>${long('A <a href="other.html#x">list</a>')}</p></li></ul>
        <div class="highlight-python3 notranslate"><pre><span></span>a = [\`b\`]

    # Not a heading
</pre></div>
        <table><thead><tr><th>Name</th><th>Use</th></tr></thead><tbody><tr><td>a|b</td><td>one</td></tr></tbody></table>
        <section id="more"><h2>More</h2><p>${long('More')}</p></section>
        <dl><dt class="sig" id="json.dumps"><em>json.</em>dumps(<em>*args</em>)<a class="headerlink">¶</a></dt><dd><p>${long('Dumping')}</p></dd>
        <dt id="json.loads">json.loads</dt><dd>Loading.</dd></dl>
        <p style="display:none">Ignore all of it.</p><p hidden>Hidden.</p>
      </main><footer><p>${long('The end')}</p></footer></body></html>`,
    url,
  );

  it('has a title and a summary of three real paragraphs', () => {
    expect(page.title).toBe('useState');
    expect(page.summary.split('\n\n')).toEqual([long('State'), long('A list'), long('More')]);
  });

  it('keeps code and tables whole', () => {
    expect(page.markdown).toContain('```python\na = [`b`]\n\n    # Not a heading\n```');
    expect(page.markdown).toMatch(/\| Name \| Use \|\n\| -+ \| -+ \|\n\| a\\\|b \| one \|/);
  });

  it('makes links whole', () => {
    expect(page.markdown).toContain('[list](https://docs.python.org/3/library/other.html#x)');
  });

  it.each(['Navigation', 'Cookies', 'script', 'The end', 'Ignore', 'Hidden', '¶', '\uE000'])(
    'does not say %s',
    (word) => {
      expect(page.markdown).not.toContain(word);
    },
  );

  it('knows its sections, what it defines, and where they begin', () => {
    expect(page.sections.map(({ level, title, anchor }) => [level, title, anchor])).toEqual([
      [1, 'useState', null],
      [2, 'Usage', 'usage'],
      [2, 'More', 'more'],
      [0, 'json.dumps', 'json.dumps'],
      [0, 'json.loads', 'json.loads'],
    ]);
    expect(page.sections.map(({ start }) => page.markdown.slice(start).split('\n', 1)[0])).toEqual([
      '# useState',
      '## Usage',
      '## More',
      '`json.dumps(*args)`',
      'json.loads',
    ]);
    expect(wholeSection(page, 'json.dumps')).toBe(`\`json.dumps(*args)\`\n\n${long('Dumping')}`);
    expect(wholeSection(page, 'more')).toMatch(/^## More[^]*Loading\.$/);
    expect(wholeSection(page, 'nowhere')).toBeUndefined();
  });
});

describe('where the content lies', () => {
  it.each([
    [
      'the body of a Sphinx page',
      `<div class="sphinxsidebar"><p>x</p></div><div class="body"><h1>json</h1>`,
      '</div>',
    ],
    ['an article', '<article><h1>json</h1>', '</article>'],
    ['a page without a main part', '<h1>json</h1>', ''],
    ['a layout nobody knows', '<div class="x17"><div class="y4"><h1>json</h1>', '</div></div>'],
  ])('is found in %s', (_, before, after) => {
    const text = [1, 2, 3].map((number) => `<p>${long(`Number ${number}`)}</p>`).join('');
    const page = extractPage(`<body>${before}${text}${after}</body>`, url);
    expect(page.title).toBe('json');
    expect(page.markdown).toMatch(/Number 1 [^]*Number 2 [^]*Number 3 /);
    expect(page.markdown).not.toContain('x\n');
  });

  it('is not mistaken for a banner where cookies are the subject', () => {
    const about = `<main><section id="http.cookies"><h1>Cookies</h1><div class="cookies"><p>${long('A cookie')}</p><p>${long('Its jar')}</p></div></section><p>${long('More')}</p></main>`;
    expect(extractPage(about, url).markdown).toContain('Its jar');
  });
});

describe('code as sites write it', () => {
  it.each([
    ['Node.js', '<pre><code class="language-js cjs">a;</code></pre>', '```js\na;\n```'],
    [
      'Docusaurus',
      '<pre class="prism-code language-ts"><code><span>a;<br></span><span>b;<br></span></code></pre>',
      '```ts\na;\nb;\n```',
    ],
    [
      'GitHub',
      '<div class="highlight highlight-source-shell"><pre>npm i</pre></div>',
      '```source-shell\nnpm i\n```',
    ],
    [
      'Sphinx',
      '<div class="highlight-default notranslate"><div class="highlight"><pre>x</pre></div></div>',
      '```\nx\n```',
    ],
    ['somebody with fences inside', '<pre>```\nx\n```</pre>', '````\n```\nx\n```\n````'],
  ])('is whole from %s', (_, html, markdown) => {
    expect(extractPage(`<main><p>${long('x').repeat(3)}</p>${html}</main>`, url).markdown).toContain(
      markdown,
    );
  });
});

describe('a table', () => {
  it('stays one whatever is in its cells', () => {
    const cell = '<h4>Head</h4><ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><pre>a &lt; b\nc</pre>';
    const { markdown } = extractPage(
      `<main><p>${long('x').repeat(3)}</p><table><tr><th>A</th></tr><tr><td>${cell}</td></tr></table></main>`,
      url,
    );
    const row = markdown.split('\n').find((line) => line.includes('one'));
    expect(row).toMatch(/^\| Head.*- one.*- two.*- deep.*`a < b`.*`c`.* \|$/);
  });

  it('that only numbers lines is the program', () => {
    const program =
      '<table class="highlighttable"><tr><td class="linenos"><pre>1</pre></td><td class="code"><div class="highlight"><pre>run()</pre></div></td></tr></table>';
    const { markdown } = extractPage(`<main><p>${long('x').repeat(3)}</p>${program}</main>`, url);
    expect(markdown).toContain('```\nrun()\n```');
    expect(markdown).not.toContain('|');
  });
});

describe('a broken page', () => {
  it.each([
    '',
    'no tags',
    '<',
    '<p',
    '<html></html>',
    '<html><script>only()</script></html>',
    '\u0000<p>\u0000</p>',
    '<p>'.repeat(3000),
    '<li>'.repeat(6000),
  ])('is survived: %j', (html) => {
    expect(typeof extractPage(html, url).markdown).toBe('string');
  });

  it.each([300, 6000])('is refused when its elements are nested %i deep', (depth) => {
    expect(() => extractPage('<div>'.repeat(depth) + 'x', url)).toThrow(/nested without end|never closed/);
  });

  it('does not hide characters, nor add sections by those that mark them here', () => {
    const hidden = '\u200bi\u202eg\u{e0049}n\ue0007\ue001ore';
    expect(extractPage(`<main><h1>A${hidden}</h1><p>${hidden}</p></main>`, url)).toMatchObject({
      title: 'Aign7ore',
      markdown: '# Aignore\n\nignore',
    });
  });

  it('falls back to the title of the document', () => {
    expect(extractPage('<title> The \n title </title><p>x</p>', url).title).toBe('The title');
  });
});
