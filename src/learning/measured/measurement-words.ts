import type { Measurement, MeasureName } from './expected-and-measured.js';

export const measureNames: Readonly<Record<MeasureName, string>> = {
  compileRate: 'Runs that compile',
  conventionScore: 'Runs that break no convention',
  iterationsPerTask: 'Runs for a task',
  winRate: 'Worked',
  costUsd: 'Cost of a run',
};

/** `84 % (75 to 91 %)`, or `not enough runs (12 of about 60)` */
export function measurementInWords({ measure, runs, neededRuns, estimate }: Measurement): string {
  const noun = measure === 'iterationsPerTask' ? 'tasks' : 'runs';
  if (estimate === null) return `not enough ${noun} (${runs} of about ${neededRuns})`;
  const { value, low, high } = estimate;
  if (measure === 'costUsd') return `$${value.toFixed(4)} ($${low.toFixed(4)} to $${high.toFixed(4)})`;
  if (measure === 'iterationsPerTask') return `${value.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
  const [percent, from, to] = [value, low, high].map((share) => Math.round(share * 100));
  return `${String(percent)} % (${String(from)} to ${String(to)} %)`;
}

/** A row for each measure of all runs: its name, what it is here, what is said that the extension changes. */
export function overallRows(measured: readonly Measurement[]): [string, string, string][] {
  return measured
    .filter(({ of }) => of === null)
    .map((each) => [measureNames[each.measure], measurementInWords(each), each.expected ?? '']);
}

/** A row for each prompt or model: its name, how often it worked, what a run with it costs. */
export function optionRows(
  measured: readonly Measurement[],
  chooser: 'prompt' | 'model',
): [string, string, string][] {
  const own = measured.filter(({ of }) => of?.chooser === chooser);
  const words = (arm: string | undefined, measure: MeasureName): string => {
    const found = own.find((each) => each.of?.arm === arm && each.measure === measure);
    return found === undefined ? '' : measurementInWords(found);
  };
  const arms = [...new Set(own.flatMap(({ of }) => (of === null ? [] : [of.arm])))];
  return arms.map((arm) => [arm, words(arm, 'winRate'), words(arm, 'costUsd')]);
}
