import { leaderOf } from '../../learning/choice/leader.js';
import type { Standing } from '../../learning/choice/standings.js';
import type { TaskKind } from '../../learning/panel/kind-tallies.js';
import type { SentencePart, UseNow } from '../../shared/use-now.js';

/** Standings of all tasks, or of one kind. */
export interface KindStandings {
  readonly kind: TaskKind | null;
  readonly standings: readonly Standing[];
}

interface Pick {
  readonly kind: TaskKind | null;
  readonly best: Standing;
}

/** Below this nothing is said of an option. */
const fewestRuns = 3;
/** More runs than this are no help to a person who wants to know. */
const manyRuns = 200;
/** So many runs would have shown a difference that matters. */
const enoughRuns = 50;

/** Kinds that are told apart, in this order: by what is done where both are known, else by how hard it is. */
const kindGroups: readonly (readonly TaskKind[])[] = [
  ['fixer', 'coder'],
  ['easy', 'medium', 'hard'],
];

const kindWords: Readonly<Record<TaskKind, string>> = {
  coder: 'features',
  fixer: 'fixes',
  judge: 'reviews',
  easy: 'easy tasks',
  medium: 'medium tasks',
  hard: 'hard tasks',
};

/** How sure each verdict is, from the least. */
const certainties = ['too early', 'probably', 'no difference', 'clearly'] as const;

/**
 * What to use here now, by what the runs say.
 * @param scored how many runs are scored
 */
export function useNow(kinds: readonly KindStandings[], scored: number): UseNow {
  const models = picksByKind(kinds);
  const prompt = bestOf(kinds, null, 'prompt');
  if (models.length === 0 && prompt === undefined) return nothingYet(kinds, scored);
  const picks = [...models, ...(prompt === undefined ? [] : [{ kind: null, best: prompt }])];
  const certainty = certainties.find((each) => picks.some(({ best }) => certaintyOf(best) === each));
  return {
    sentence: sentenceOf(models, prompt),
    basis: `Based on ${counted(scored)}: ${basisOf(certainty ?? 'too early', picks, scored)}.`,
    certainty: certainty ?? 'too early',
  };
}

function picksByKind(kinds: readonly KindStandings[]): Pick[] {
  for (const group of kindGroups) {
    const picks = group.flatMap((kind) => {
      const best = bestOf(kinds, kind, 'model');
      return best === undefined ? [] : [{ kind, best }];
    });
    const isTelling = new Set(picks.map(({ best }) => best.arm)).size > 1;
    if (isTelling) return picks;
  }
  const best = bestOf(kinds, null, 'model');
  return best === undefined ? [] : [{ kind: null, best }];
}

/** The option that a person pinned, else the best that was tried often enough. */
function bestOf(
  kinds: readonly KindStandings[],
  kind: TaskKind | null,
  chooser: Standing['chooser'],
): Standing | undefined {
  const standings = kinds.find((each) => each.kind === kind)?.standings ?? [];
  const usable = standings.filter(
    (each) => each.chooser === chooser && !each.isRetired && each.rule !== 'banned',
  );
  const tried = usable.filter(({ trials }) => trials >= fewestRuns);
  return tried.find(({ rule }) => rule === 'pinned') ?? leaderOf(tried);
}

function sentenceOf(models: readonly Pick[], prompt: Standing | undefined): SentencePart[] {
  const parts: SentencePart[] = [plain('Here, use ')];
  for (const [index, { kind, best }] of models.entries()) {
    if (index > 0) parts.push(plain(index === models.length - 1 ? ' and ' : ', '));
    parts.push(named(best.name));
    if (kind !== null) parts.push(plain(` for ${kindWords[kind]}`));
  }
  if (prompt !== undefined)
    parts.push(plain(models.length === 0 ? 'the prompt ' : '; prompt '), named(prompt.name));
  return [...parts, plain('.')];
}

function certaintyOf({ verdict }: Standing): (typeof certainties)[number] {
  return verdict === 'no real difference' ? 'no difference' : verdict;
}

function basisOf(certainty: (typeof certainties)[number], picks: readonly Pick[], scored: number): string {
  switch (certainty) {
    case 'clearly':
      return 'clearly the best';
    case 'probably':
      return 'probably';
    case 'no difference':
      return 'others do about as well, so take the cheaper';
    case 'too early': {
      const waits = picks.map(({ best }) => best.moreRuns).filter((each) => each !== null && each > 0);
      const most = Math.max(...waits.map(Number));
      if (scored >= enoughRuns && most > manyRuns)
        return 'the best so far, but the options differ too little to be sure';
      const more = waits.length === 0 || most > manyRuns ? '' : `, about ${most} more decide`;
      return `the best so far, but too early to be sure${more}`;
    }
  }
}

function nothingYet(kinds: readonly KindStandings[], scored: number): UseNow {
  const all = kinds.find(({ kind }) => kind === null)?.standings ?? [];
  const most = Math.max(0, ...all.filter(({ chooser }) => chooser === 'model').map(({ trials }) => trials));
  const missing = Math.max(1, Math.ceil(fewestRuns - most));
  return {
    sentence: [plain('Too early to say what to use here.')],
    basis:
      scored === 0
        ? 'No run is scored yet: let an agent work, then run your build or tests, or keep or reject its edits.'
        : `${counted(scored)} so far; about ${missing} more with the same model or prompt, and a first answer stands here.`,
    certainty: 'none',
  };
}

function plain(text: string): SentencePart {
  return { text, isName: false };
}

function named(text: string): SentencePart {
  return { text, isName: true };
}

function counted(runs: number): string {
  return `${runs} scored ${runs === 1 ? 'run' : 'runs'}`;
}
