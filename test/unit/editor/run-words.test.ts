import { describe, expect, it } from 'vitest';
import {
  authorInWords,
  durationInWords,
  outcomeInWords,
  shortened,
  titleOf,
  verdictInWords,
} from '../../../src/editor/runs/run-words.js';
import { runView } from './run-view.js';

describe('a run in words', () => {
  it('is called by its goal, or by its task where the goal is not known or long', () => {
    expect(titleOf(runView())).toBe('Mend it');
    expect(titleOf(runView({ goal: null }))).toBe('mend-it');
    expect(titleOf(runView({ goal: 'one\ntwo' }))).toBe('mend-it');
  });

  it('ended somehow', () => {
    expect(outcomeInWords(runView())).toBe('0.88');
    expect(outcomeInWords(runView({ reward: null }))).toBe('not checked');
    expect(outcomeInWords(runView({ status: 'open', reward: null }))).toBe('open');
    expect(outcomeInWords(runView({ status: 'discarded', reward: null }))).toBe('discarded');
  });

  it('was judged or not', () => {
    expect([null, 1, 0, 0.25].map(verdictInWords)).toEqual([
      'no verdict yet',
      'kept',
      'rejected',
      '25 % kept',
    ]);
  });

  it('names its author as far as known', () => {
    const unknown = { agent: null, modelName: null, promptId: null, provenance: 'guessed' } as const;
    expect(authorInWords(runView().author)).toBe('Cline · gpt-4o · concise');
    expect(authorInWords(unknown)).toBe('author not known');
    expect(authorInWords({ ...unknown, modelName: 'gpt-4o' })).toBe('gpt-4o');
  });

  it('took some time', () => {
    expect([0, 59_999, 60_000, 3_600_000, 3_900_000].map(durationInWords)).toEqual([
      'just now',
      'just now',
      '1 min',
      '1 h 0 min',
      '1 h 5 min',
    ]);
  });
});

describe('shortened', () => {
  it('leaves short texts alone and puts long ones on one line', () => {
    expect(shortened('a b', 3)).toBe('a b');
    expect(shortened('a\n  b', 3)).toBe('a b');
    expect(shortened('a bcd', 4)).toBe('a b…');
    expect(shortened('ab cd', 4)).toBe('ab…');
  });
});
