import { describe, expect, it } from 'vitest';
import {
  baselineOf,
  differenceFrom,
  withUntouched,
  type Finding,
} from '../../../src/editor/observe/baseline.js';

const none = { lint: 0, type: 0, schema: 0, boundary: 0 };

function finding(path: string, message: string, line = 1, kind: Finding['kind'] = 'type'): Finding {
  return { path, kind, code: '2322', message, line };
}

describe('the difference of diagnostics', () => {
  const touched = new Set(['a.ts']);

  it('is nothing when errors only moved', () => {
    const before = baselineOf([finding('a.ts', 'wrong', 3)]);
    const after = baselineOf([finding('a.ts', 'wrong', 30)]);
    expect(differenceFrom(before, after, touched)).toEqual({ introduced: none, resolved: none });
  });

  it('counts errors by what they break', () => {
    const before = baselineOf([finding('a.ts', 'old'), finding('a.ts', 'style', 2, 'lint')]);
    const after = baselineOf([
      finding('a.ts', 'new'),
      finding('a.ts', 'new', 9),
      finding('a.ts', 'border', 1, 'boundary'),
    ]);
    expect(differenceFrom(before, after, touched)).toEqual({
      introduced: { ...none, type: 2, boundary: 1 },
      resolved: { ...none, type: 1, lint: 1 },
    });
  });

  it('counts one error that two tools report on one line once', () => {
    const after = baselineOf([finding('a.ts', 'new'), finding('a.ts', 'new')]);
    expect(differenceFrom({}, after, touched).introduced.type).toBe(1);
  });

  it('leaves files alone that the run did not touch', () => {
    const after = baselineOf([finding('b.ts', 'old, seen for the first time')]);
    expect(differenceFrom({}, after, touched).introduced).toEqual(none);
  });
});

describe('withUntouched', () => {
  it('takes errors of an untouched file as old, also when it is touched later', () => {
    const seen = baselineOf([finding('b.ts', 'old')]);
    const baseline = withUntouched({}, seen, new Set(['a.ts']));
    expect(differenceFrom(baseline, seen, new Set(['a.ts', 'b.ts'])).introduced).toEqual(none);
  });

  it('does not take errors of a touched file as old', () => {
    const seen = baselineOf([finding('a.ts', 'new')]);
    const baseline = withUntouched({}, seen, new Set(['a.ts']));
    expect(differenceFrom(baseline, seen, new Set(['a.ts'])).introduced.type).toBe(1);
  });

  it('remembers an old error that a checker no longer shows', () => {
    const seen = baselineOf([finding('b.ts', 'old')]);
    const baseline = withUntouched(withUntouched({}, seen, new Set()), {}, new Set());
    expect(baseline).toEqual(seen);
  });
});
