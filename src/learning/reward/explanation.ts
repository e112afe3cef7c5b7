import type { Evidence, NotCredited } from '../../evidence/evidence.js';
import type { Role } from '../runs/run.js';
import { formulaText, type Formula } from './formula.js';
import type { Outcome } from './outcome.js';
import { isScoredAsJudge, scoreRun, type ScoredRun } from './score-run.js';
import { counted, type Origin, type Seen } from './seen.js';
import { percent } from '../share-in-words.js';

export type PartName = 'compile' | 'tests' | 'errors' | 'coverage' | 'verdict';

/** One part of a score: what was seen, where, and what each formula makes of it. */
export interface ExplainedPart {
  readonly part: PartName;
  /** What was seen, e.g. `18/20`, or that nobody looked. */
  readonly words: string;
  readonly origins: readonly Origin[];
  /** What `classic` takes instead, where nobody looked; null where somebody did. */
  readonly assumed: string | null;
  /** 0 to 1; null where the formula leaves the part out. */
  readonly classic: number | null;
  readonly gated: number | null;
}

/** Why a run has its score, every number with its source. */
export interface Explanation {
  /** By the formula that teaches, 0 to 1; null for a run that was neither checked nor judged. */
  readonly reward: number | null;
  /** The formula that teaches, e.g. `classic`. */
  readonly formula: string;
  /** The rewards by each formula. */
  readonly rewards: Readonly<Record<'classic' | 'gated', number | null>>;
  /** How much of the gated reward the verdict makes, 0 to 1. */
  readonly verdictWeight: number;
  readonly parts: readonly ExplainedPart[];
  /** Required checks that got worse, each of which makes the gated reward 0. */
  readonly gates: readonly string[];
  /** Checks that the run weakened. */
  readonly weakened: Outcome['weakened']['places'];
  /** Results that count for nothing. */
  readonly notCredited: readonly (Origin & { readonly why: NotCredited })[];
}

/** Explains a run's score from all of its evidence and a person's word on the whole run. */
export function explain(
  evidence: readonly Evidence[],
  said: number | null,
  formula: Formula,
  role: Role,
): Explanation {
  const scored = scoreRun(evidence, said, formula, role);
  const { outcome, scores } = scored;
  return {
    reward: scored.reward,
    formula: formulaText(formula),
    rewards: {
      classic: outcome.isJudged ? scores.classic.reward : null,
      gated: outcome.isJudged ? scores.gated.reward : null,
    },
    verdictWeight: scores.gated.verdictWeight,
    parts: isScoredAsJudge(role, evidence) ? [judgePart(said)] : partsOf(scored, formula.coverageWeight > 0),
    gates: scores.gated.gates,
    weakened: outcome.weakened.places,
    notCredited: evidence.flatMap((each) =>
      each.kind === 'command' && each.notCredited !== undefined
        ? [{ source: each.source, label: each.label, at: each.at, why: each.notCredited }]
        : [],
    ),
  };
}

function partsOf(
  { outcome, scores: { classic, gated } }: ScoredRun,
  countsCoverage: boolean,
): ExplainedPart[] {
  const { compile, tests, coverage, verdict, pendingLines } = outcome;
  const waiting =
    pendingLines === 0
      ? 'no verdict yet'
      : `no verdict yet, ${counted(pendingLines, 'changed line')} to be kept or rejected`;
  const coverageShare = countsCoverage && coverage !== null ? coverage.value.pct / 100 : null;
  return [
    {
      part: 'compile',
      ...wordsOf(compile, 'no build ran', 'counted as passed'),
      classic: classic.compile,
      gated: gated.compile,
    },
    {
      part: 'tests',
      ...wordsOf(tests, 'no tests ran', 'counted as passed'),
      classic: classic.tests,
      gated: gated.tests,
    },
    {
      part: 'errors',
      ...wordsOf(errorsOf(outcome), 'nobody looked', 'counted as none'),
      classic: classic.errors,
      gated: gated.errors,
    },
    {
      part: 'coverage',
      ...wordsOf(coverage, 'not measured', null),
      classic: coverageShare,
      gated: gated.coverage,
    },
    {
      part: 'verdict',
      ...wordsOf(verdict, waiting, 'counted half'),
      classic: classic.human,
      gated: gated.verdict,
    },
  ];
}

/** All that a judge's score consists of. */
function judgePart(agreed: number | null): ExplainedPart {
  const words =
    agreed === null
      ? 'nobody has kept or rejected what it judged'
      : `what it said agreed by ${percent(agreed)} with what was kept`;
  const origins: Origin[] = agreed === null ? [] : [{ source: 'edits', label: null, at: null }];
  return { part: 'verdict', words, origins, assumed: null, classic: agreed, gated: agreed };
}

function wordsOf(
  seen: Seen<unknown> | null,
  missing: string,
  assumed: string | null,
): Pick<ExplainedPart, 'words' | 'origins' | 'assumed'> {
  if (seen === null) return { words: missing, origins: [], assumed };
  return { words: seen.words, origins: seen.origins, assumed: null };
}

/** The errors of all kinds together: those that count, or that there are none. */
function errorsOf({ findings }: Outcome): Seen<number> | null {
  const looked = Object.values(findings).filter((each) => each !== null);
  if (looked.length === 0) return null;
  const telling = looked.filter(({ value }) => value > 0);
  const origins = looked.flatMap((each) => each.origins);
  return {
    value: looked.reduce((sum, { value }) => sum + value, 0),
    words: telling.length === 0 ? 'no new errors' : telling.map(({ words }) => words).join(', '),
    origins: [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()],
  };
}
