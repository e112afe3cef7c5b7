import { ratiosOf, pullsTo95, regretOf } from './measures.js';
import type { Passes } from './passes.js';

type Mode = 'cold' | 'priors' | 'escalation';

/** One line of the result. Shares and ratios are fractions; null where something does not apply. */
export interface Row {
  readonly table: string;
  readonly outcome: string;
  readonly pool: readonly string[];
  readonly policy: string;
  readonly mode: Mode;
  /** Whether this is the one configuration of its mode that is shipped as "balanced". */
  readonly default: boolean;
  readonly falseAccept: number | null;
  /** Contexts of one pass. */
  readonly contexts: number;
  readonly shuffles: number;
  /** Relative to the reference arm: the best, or the one that the bars name. */
  readonly successOfBest: number | null;
  readonly costOfBest: number | null;
  /** Standard errors over instances. */
  readonly successSe: number | null;
  readonly costSe: number | null;
  readonly regretMean: number | null;
  readonly regretP90: number | null;
  readonly pullsTo95: number | null;
  /** Share of passes in which some arm was ever called clearly the best; in a pass of two equal arms, wrongly. */
  readonly declaredWinnerShare: number | null;
  /** Share of passes in which the standings said "too early" after 300 pulls. */
  readonly notEnoughEvidenceShare: number | null;
  /** The most by which a pass overran its budget, in calls. */
  readonly maxOverrunCalls: number | null;
}

type Label = Pick<Row, 'policy' | 'mode' | 'default' | 'falseAccept'>;
type Extras = Partial<Pick<Row, 'declaredWinnerShare' | 'notEnoughEvidenceShare' | 'maxOverrunCalls'>>;

export function rowOf(passes: Passes, label: Label, extras: Extras = {}): Row {
  const { arena, regrets, length } = passes;
  const { success, cost } = ratiosOf(passes);
  const regret = regretOf(passes);
  return {
    table: arena.table,
    outcome: arena.outcome,
    pool: arena.pool,
    ...label,
    contexts: length,
    shuffles: regrets.length,
    successOfBest: success.ratio,
    costOfBest: cost?.ratio ?? null,
    successSe: success.standardError,
    costSe: cost?.standardError ?? null,
    regretMean: regret.mean,
    regretP90: regret.p90,
    pullsTo95: pullsTo95(passes),
    declaredWinnerShare: null,
    notEnoughEvidenceShare: null,
    maxOverrunCalls: null,
    ...extras,
  };
}
