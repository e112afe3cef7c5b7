import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../src/editor/review/service/run-parts.js';
import { WeakenedRuns } from '../../../../src/editor/review/service/weakened-runs.js';
import type { Evidence } from '../../../../src/evidence/evidence.js';
import { findWeakened } from '../../../../src/evidence/weakened/find-weakened.js';
import { explain } from '../../../../src/learning/reward/explanation.js';
import { defaultFormula } from '../../../../src/learning/reward/formula.js';
import { weakenedChecks } from '../../../../src/learning/reward/weakened-checks.js';
import { runView } from '../run-view.js';

const path = 'add.test.ts';
const names = ['a', 'b', 'c'];

function file(skipped: readonly string[]): string {
  return names
    .map(
      (name) =>
        `it${skipped.includes(name) ? '.skip' : ''}('${name}', () => {\n  expect(add(1)).toBe(2);\n});\n`,
    )
    .join('\n\n');
}

const state = (text: string | null) => ({
  content: text === null ? null : Buffer.from(text),
  executable: false,
});

/** A ledger with runs that each changed one file, and the file as it is now. */
class Fixture {
  readonly parts: Part[] = [];
  readonly evidence = new Map<string, Evidence[]>();
  now: string | null;
  observed = 0;

  constructor(start: string) {
    this.now = start;
  }

  runs(): WeakenedRuns {
    const engine = {
      findWeakened: (_root: string, files: Parameters<typeof findWeakened>[0]) =>
        Promise.resolve(findWeakened(files)),
      explainRun: (_root: string, runId: string) =>
        Promise.resolve({
          run: runView({ id: runId }),
          explanation: explain(this.evidence.get(runId) ?? [], null, defaultFormula, 'coder'),
        }),
      observe: (_root: string, runId: string, evidence: readonly Evidence[]) => {
        this.observed += 1;
        this.evidence.set(runId, [...(this.evidence.get(runId) ?? []), ...evidence]);
        return Promise.resolve(runView({ id: runId }));
      },
    };
    const parts = {
      load: () => Promise.resolve(),
      ofRun: (runId: string) => Promise.resolve(this.parts.filter((part) => part.runId === runId)),
      layersOf: () =>
        this.parts.map(({ runId, before, after }) => ({
          runId,
          before: before.content,
          after: after.content,
        })),
    };
    return new WeakenedRuns('/root', engine, parts, () => Promise.resolve(state(this.now)));
  }

  /** A run writes the file. */
  write(runId: string, after: string): void {
    this.parts.push({ runId, path, before: state(this.now), after: state(after) });
    this.now = after;
  }

  told(runId: string): string[] {
    return weakenedChecks(this.evidence.get(runId) ?? []).places.map(({ what }) => what);
  }
}

describe('runs that weaken checks', () => {
  it('are told once, and told again when it is taken back', async () => {
    const fixture = new Fixture(file([]));
    const runs = fixture.runs();
    fixture.write('r', file(['a', 'b']));
    await runs.look([path]);
    await runs.look([path]);
    await fixture.runs().look([path]);
    expect([fixture.told('r'), fixture.observed]).toEqual([['skips 2 tests'], 1]);
    fixture.now = file(['b']);
    await runs.look([path]);
    expect(fixture.told('r')).toEqual(['skips a test']);
    fixture.now = file([]);
    await runs.look([path]);
    expect(fixture.told('r')).toEqual([]);
    expect(fixture.observed).toBe(3);
  });

  it('answer for their own edits, not for those of others', async () => {
    const fixture = new Fixture(file([]));
    fixture.write('first', file(['a']));
    fixture.write('second', `${file(['a'])}\n// nothing\n`);
    fixture.now = `${file(['a', 'c'])}\n// nothing\n`;
    await fixture.runs().look([path]);
    await fixture.runs().lookAt('first');
    expect([fixture.told('first'), fixture.told('second')]).toEqual([['skips a test'], []]);
  });

  it('know after a reload what was taken back', async () => {
    const fixture = new Fixture(file([]));
    fixture.write('first', file(['a']));
    await fixture.runs().look([path]);
    fixture.write('second', `${file(['a'])}// more\n`);
    fixture.now = `${file([])}// more\n`;
    await fixture.runs().look([path]);
    expect(fixture.told('first')).toEqual([]);
  });

  it('know of a file that is gone', async () => {
    const fixture = new Fixture(file([]));
    const runs = fixture.runs();
    fixture.parts.push({ runId: 'r', path, before: state(file([])), after: state(null) });
    fixture.now = null;
    await runs.look([path]);
    expect(fixture.told('r')).toEqual(['removes 3 tests']);
  });

  it('are told in the end what is so, whatever happened on the way', async () => {
    const skipped = fc.subarray(names);
    await fc.assert(
      fc.asyncProperty(skipped, fc.array(skipped, { maxLength: 5 }), async (written, later) => {
        const fixture = new Fixture(file([]));
        const runs = fixture.runs();
        fixture.write('r', file(written));
        for (const each of later) {
          await runs.look([path]);
          fixture.now = file(each);
        }
        await runs.look([path]);
        const left = written.filter((name) => (later.at(-1) ?? written).includes(name));
        expect(fixture.told('r')).toEqual(
          left.length === 0 ? [] : [left.length === 1 ? 'skips a test' : `skips ${left.length} tests`],
        );
      }),
      { numRuns: 30 },
    );
  });
});
