import { describe, expect, it } from 'vitest';
import type { Inclusion } from '../../../src/learning/choice/hold-out.js';
import { pagesForRun } from '../../../src/learning/docs/prompt/run-pages.js';
import type { WebPage } from '../../../src/learning/docs/web-page.js';

function page(url: string, anchor: string | null = null): WebPage {
  return {
    ...{ url, anchor, title: `Title of ${url}`, summary: `Summary of ${url}.`, text: '' },
    section: anchor === null ? null : `Section ${anchor}.`,
    ...{ version: null, fetchedAt: '2026-01-02T03:04:05.000Z', isStale: false },
  };
}

const hooks = page('https://react.dev/hooks');
const pages = [hooks, page('https://react.dev/state'), page('https://react.dev/hooks', 'why')];

describe('pagesForRun', () => {
  it('quotes the pages that were drawn, each address drawn once', () => {
    const asked: string[] = [];
    const draw = (urls: readonly string[]): Inclusion[] => {
      asked.push(...urls);
      return urls.map((source) => ({ source, isIncluded: source === hooks.url, propensity: 0.8 }));
    };
    const text = pagesForRun(pages, 1000, draw);
    expect(asked).toEqual(['https://react.dev/hooks', 'https://react.dev/state']);
    expect(text).toContain('Summary of https://react.dev/hooks.');
    expect(text).toContain('Section why.');
    expect(text).not.toContain('state');
  });

  it('is empty where no page is found, or all are left out, and draws nothing for none', () => {
    const draw = (urls: readonly string[]): Inclusion[] =>
      urls.map((source) => ({ source, isIncluded: false, propensity: 0.8 }));
    expect(pagesForRun(pages, 1000, draw)).toBe('');
    expect(
      pagesForRun([], 1000, () => {
        throw new Error('nothing is to be drawn');
      }),
    ).toBe('');
  });
});
