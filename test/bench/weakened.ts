import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PlainError } from '../harness/teardown.js';
import { loadCorpus, type Case } from './weakened/corpus.js';
import { detector, type Detector } from './weakened/detector.js';
import { printTally } from './weakened/print-tally.js';
import { barsOf, emptyTally, enter, type Tally } from './weakened/tally.js';

/**
 * How many weakened checks are found, by operator and language, and how many published changes are blamed for nothing.
 * `--corpus` only counts the cases; `--misses` prints every case that was judged wrongly; `--half` takes the projects
 * that rules may be developed on, or those that are kept back to see whether the rules fit others as well.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      corpus: { type: 'boolean', default: false },
      misses: { type: 'boolean', default: false },
      half: { type: 'string' },
    },
  });
  const half = halves.find((each) => each === values.half);
  if (values.half !== undefined && half === undefined)
    throw new PlainError(`--half is ${halves.join(' or ')}.`);
  const miss = values.misses
    ? (found: Case): void => {
        console.error(`${found.label}, judged wrongly: ${found.id}`);
      }
    : undefined;
  const tally = await judge(values.corpus ? undefined : detector, half, miss);
  const bars = barsOf(tally);
  if (values.json) console.log(JSON.stringify({ rows: tally.rows, bars }, null, 2));
  else printTally(tally, bars, values.corpus);
  const isLarge = bars.filter(({ bar }) => bar.startsWith('cases')).every(({ isMet }) => isMet);
  return (values.corpus ? isLarge : bars.every(({ isMet }) => isMet)) ? 0 : 1;
}

const halves = ['developed', 'kept-back'] as const;
type Half = (typeof halves)[number];

/** By the name of the project an edit comes from, so that both halves have projects of every kind. */
function halfOf(edit: string): Half {
  const project = /[\w.-]+(?=@v?\d)/.exec(edit)?.[0] ?? edit;
  const digest = createHash('sha256').update(project).digest();
  return (digest[0] ?? 0) % 2 === 0 ? 'developed' : 'kept-back';
}

async function judge(
  detect: Detector | undefined,
  half: Half | undefined,
  miss?: (found: Case) => void,
): Promise<Tally> {
  const tally = emptyTally();
  for await (const edit of loadCorpus(console.error)) {
    if (half !== undefined && halfOf(edit.id) !== half) continue;
    const named = new Set(detect?.(edit.files).map(({ path }) => path));
    for (const one of edit.cases) {
      const isNamed = one.paths.some((path) => named.has(path));
      enter(tally, one, isNamed);
      if (isNamed !== (one.label === 'weakened')) miss?.(one);
    }
  }
  return tally;
}
