import type { Chooser } from '../choice/arm.js';
import type { Standing } from '../choice/standings.js';
import type { Choosing } from '../choosing/choosing.js';
import { neutralise } from '../docs/prompt/neutralise.js';

const longestPrompt = 1500;
const mostNamed = 4;
const nouns: Readonly<Record<Chooser, string>> = {
  model: 'model',
  prompt: 'prompt',
  context: 'context set',
};
/** Shares are told in steps, so that a file under version control does not change with every run. */
const step = 0.05;

/**
 * What the standings say for sure enough, probably or better, as a few lines of Markdown for agents; null where that is nothing.
 * It changes only when what was learned does.
 */
export function learnedInWords(choosing: Choosing): string | null {
  const tried = choosing.standings(false).filter(({ mean }) => mean !== null);
  const found = (['model', 'prompt', 'context'] as const).flatMap((chooser) =>
    comparisonOf(tried.filter((each) => each.chooser === chooser)),
  );
  const sources = choosing.uplifts().filter(({ verdict }) => verdict === 'pays');
  const lines = [
    ...found.map(inWords),
    ...sources.map(({ source }) => `- Context that helps here: ${oneLine(source)}.`),
  ];
  if (lines.length === 0) return null;
  const prompt = found.find(({ best }) => best.chooser === 'prompt')?.best.arm;
  const text = prompt === undefined ? undefined : choosing.promptText(prompt);
  return [
    '## Learned in this repository',
    '',
    'Measured by builds, tests and what was kept of the edits:',
    '',
    ...lines,
    ...(text === undefined ? [] : ['', 'Work as the best prompt says:', '', ...quoted(text)]),
  ].join('\n');
}

interface Comparison {
  readonly best: Standing;
  /** Those that it is probably or clearly better than. */
  readonly worse: readonly Standing[];
}

/** Empty where the best of those that were tried is not better than any for sure enough. */
function comparisonOf([best, ...others]: readonly Standing[]): Comparison[] {
  const worse = others.filter(({ verdict }) => verdict === 'probably' || verdict === 'clearly');
  return best === undefined || worse.length === 0 ? [] : [{ best, worse }];
}

function inWords({ best, worse }: Comparison): string {
  const than = (['clearly', 'probably'] as const).flatMap((verdict) => {
    const names = worse.filter((each) => each.verdict === verdict).map(named);
    return names.length === 0 ? [] : [`${verdict} better than ${names.slice(0, mostNamed).join(', ')}`];
  });
  return `- The ${nouns[best.chooser]} ${named(best)} is ${than.join(', and ')}.`;
}

/** `“gpt-4o” (about 85 % worked)` */
function named({ name, mean }: Standing): string {
  const share = Math.round(Math.round((mean ?? 0) / step) * step * 100);
  return `“${oneLine(name)}” (about ${share} % worked)`;
}

/** A prompt may be anybody's: it stays a quotation in this file, whatever is in it. */
function quoted(text: string): string[] {
  const safe = neutralise(text.trim().slice(0, longestPrompt)).text;
  return safe.split('\n').map((line) => `> ${line.replaceAll('<!--', '<! --')}`.trimEnd());
}

/** No name may end our lines, or look like their markers. */
function oneLine(text: string): string {
  return text
    .replace(/<!--|-->/g, ' ')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 100);
}
