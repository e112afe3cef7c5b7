import { describe, expect, it } from 'vitest';
import {
  copiedInWords,
  placeDescription,
  placeDetail,
  refreshedAllInWords,
  shownAddress,
} from '../../../../src/editor/docs/docs-words.js';
import type { FoundPlace } from '../../../../src/learning/docs/found-place.js';

const place: FoundPlace = {
  url: 'https://react.dev/learn/hooks/',
  anchor: 'why',
  title: 'Why',
  score: 1,
  page: 'Rules of Hooks',
  kept: 'fresh',
};

describe('what is said of documentation', () => {
  it('tells where a place is, and whether it is there without a connection', () => {
    expect(shownAddress('https://a.example/b?c=d', null)).toBe('a.example/b?c=d');
    expect(placeDetail(place, true)).toBe('$(check) kept · react.dev/learn/hooks#why');
    expect(placeDetail({ ...place, kept: 'stale' }, false)).toContain('may be out of date');
    expect(placeDetail({ ...place, kept: 'no' }, false)).toContain('not read yet');
    expect(placeDetail({ ...place, kept: 'no' }, true)).toContain('no connection');
  });

  it('names the page of a section', () => {
    expect(placeDescription(place)).toBe('on Rules of Hooks');
    expect(placeDescription({ ...place, anchor: null })).toBe('');
    expect(placeDescription({ ...place, page: null })).toBe('');
  });

  it('tells what was copied, and what was taken out', () => {
    const part = { text: 'x'.repeat(3600), sources: [], removals: 0 };
    expect(copiedInWords(part)).toBe('Copied for a prompt, about 1200 tokens.');
    expect(copiedInWords({ ...part, removals: 1 })).toContain(
      '1 passage that addresses an assistant was taken',
    );
    expect(copiedInWords({ ...part, removals: 2 })).toContain('2 passages');
  });

  it('tells how many pages were refreshed, and why others were not', () => {
    expect(refreshedAllInWords(2, [])).toBe('2 pages are up to date.');
    expect(refreshedAllInWords(1, ['No.', 'No.'])).toBe('1 page is up to date. 2 were kept as before. No.');
    expect(refreshedAllInWords(0, ['No.'])).toBe('1 was kept as before. No.');
  });
});
