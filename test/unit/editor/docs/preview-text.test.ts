import { describe, expect, it } from 'vitest';
import { previewAnchor, previewText } from '../../../../src/editor/docs/preview-text.js';
import type { WebPage } from '../../../../src/learning/docs/web-page.js';

const page: WebPage = {
  url: 'https://react.dev/learn/hooks_(all)',
  title: 'Hooks',
  summary: '',
  text: '# Hooks\n\nAll of them.',
  section: null,
  anchor: null,
  version: null,
  fetchedAt: '2026-02-03T04:05:06.000Z',
  isStale: false,
};
const body = (text: string): string =>
  previewText({ ...page, text })
    .split('\n\n')
    .slice(1)
    .join('\n\n')
    .trimEnd();

describe('the preview of a page', () => {
  it('says first where the page is from', () => {
    expect(previewText(page)).toBe(
      '> Source: [https://react.dev/learn/hooks\\_(all)](https://react.dev/learn/hooks_%28all%29) · fetched 2026-02-03\n\n# Hooks\n\nAll of them.\n',
    );
    const [source] = previewText({ ...page, anchor: 'top', version: '18', isStale: true }).split('\n');
    expect(source).toContain('(https://react.dev/learn/hooks_%28all%29#top)');
    expect(source).toContain('version 18 · **may be out of date');
  });

  it.each([
    ['a picture', 'See ![x](https://evil.example/x.png)', 'See \\![x](https://evil.example/x.png)'],
    ['HTML', '<img src=https://evil.example/x.png> & so', '&lt;img src=https://evil.example/x.png> &amp; so'],
    ['an entity that would become HTML', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a link that runs a command', '[x](command:workbench.action.quit) y', '[x] y'],
    ['a link into the machine', '[x](file:///etc/passwd)', '[x]'],
    ['a link that is defined elsewhere', '[x]: command:quit', '\\[x]: command:quit'],
  ])('shows %s as text', (_, text, shown) => {
    expect(body(text)).toBe(shown);
  });

  it('leaves code and links to sites as they are', () => {
    const text =
      'Use `<b>` and [more](https://react.dev/more).\n\n```html\n<img src="x"> &amp; ![y](z)\n```\n\nAfter.';
    expect(body(text)).toBe(text);
    expect(body('````\n```\n<b>\n````\n<i>')).toBe('````\n```\n<b>\n````\n&lt;i>');
  });

  it('begins at the section that was looked up', () => {
    expect(previewAnchor(null)).toBeUndefined();
    expect(previewAnchor('Why `use`, really?')).toBe('why-use-really');
  });
});
