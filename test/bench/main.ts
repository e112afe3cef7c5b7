// npm run bench -- NAME [--json]: what is promised in numbers, measured.
import { runProgram } from '../harness/teardown.js';

interface Benchmark {
  /** Measures, prints, and answers with the exit status: 1 where a bar is missed. */
  run(args: readonly string[]): Promise<number>;
}

const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  activation: () => import('./activation.js'),
  choice: () => import('./choice.js'),
  docs: () => import('./docs.js'),
  'docs-event-loop': () => import('./docs-event-loop.js'),
  'event-loop': () => import('./event-loop.js'),
  export: () => import('./export.js'),
  review: () => import('./review.js'),
  scrub: () => import('./scrub.js'),
  observing: () => import('./observing.js'),
  panel: () => import('./panel.js'),
  'panel-paint': () => import('./panel-paint.js'),
  replay: () => import('./replay.js'),
  reports: () => import('./reports.js'),
  snapshot: () => import('./snapshot.js'),
  storage: () => import('./storage.js'),
  weakened: () => import('./weakened.js'),
};

runProgram(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const load = benchmarks[name];
  if (load === undefined) {
    console.error(
      `usage: npm run bench -- NAME [--json]\nNAME is one of: ${Object.keys(benchmarks).join(', ')}`,
    );
    return 2;
  }
  const benchmark = await load();
  return benchmark.run(args);
});
