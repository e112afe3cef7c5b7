import fc from 'fast-check';
import { summarise, type OutputSummary } from '../../../../src/evidence/output-summary.js';
import { recognise } from '../../../../src/evidence/recognise.js';
import type { Fixture } from './fixtures.js';
import { controlSequences, deletions, splices, truncations } from './mutations.js';

/** What must hold of damaged reports, each as a property over all of them; a failing one throws its counterexample. */
export interface DamageProperty {
  readonly name: string;
  check(fixtures: readonly Fixture[], numRuns: number): void;
}

export const damageProperties: readonly DamageProperty[] = [
  {
    name: 'output of which a part is missing never has more passed tests than there were',
    check(fixtures: readonly Fixture[], numRuns: number): void {
      const property = fc.property(
        fc.constantFrom(...fixtures),
        fc.oneof(truncations, deletions),
        (fixture, damage) => passedIn(damage(fixture.text)) <= fixture.mostPassed,
      );
      fc.assert(property, { numRuns });
    },
  },
  {
    name: 'output that is joined to other output never has more passed tests than both',
    check(fixtures: readonly Fixture[], numRuns: number): void {
      const any = fc.constantFrom(...fixtures);
      const property = fc.property(
        any,
        any,
        splices,
        (one, other, splice) => passedIn(splice(one.text, other.text)) <= one.mostPassed + other.mostPassed,
      );
      fc.assert(property, { numRuns });
    },
  },
  {
    name: 'output says the same with colours, marks of a terminal and other line ends',
    check(fixtures: readonly Fixture[], numRuns: number): void {
      const property = fc.property(
        fc.constantFrom(...fixtures),
        controlSequences,
        fc.boolean(),
        ({ text }, decorate, hasReturns) => {
          const decorated = decorate(text);
          const same = said(hasReturns ? decorated.replaceAll('\n', '\r\n') : decorated);
          return JSON.stringify(same) === JSON.stringify(said(text));
        },
      );
      fc.assert(property, { numRuns });
    },
  },
];

function passedIn(text: string): number {
  return said(text)?.passed ?? 0;
}

function said(text: string): OutputSummary | null {
  const reports = recognise(text);
  return reports === null ? null : summarise(reports);
}
