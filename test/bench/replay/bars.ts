import type { Row } from './row.js';

/** One bar and how it was met. */
export interface Bar {
  readonly bar: string;
  readonly measured: string;
  readonly met: 'holds' | 'within one standard error' | 'MISSED' | 'not measured';
}

interface Wanted {
  readonly bar: string;
  readonly row: (row: Row) => boolean;
  readonly minSuccess?: number;
  readonly maxCost?: number;
  readonly maxRegret?: number;
}

const ofModels = (arms: number) => (row: Row) => row.table.startsWith('a_') && row.pool.length === arms;
const checked = (falseAccept: number) => (row: Row) =>
  row.mode === 'escalation' && row.falseAccept === falseAccept && ofModels(6)(row);
const cold = (row: Row): boolean => row.mode === 'cold';

const wanted: readonly Wanted[] = [
  {
    bar: '24 models with priors',
    row: (row) => row.mode === 'priors' && ofModels(24)(row),
    minSuccess: 0.95,
    maxCost: 0.55,
  },
  { bar: 'six models, escalation, 10 % false accepts', row: checked(0.1), minSuccess: 0.98, maxCost: 0.6 },
  { bar: 'six models, escalation, 25 % false accepts', row: checked(0.25), minSuccess: 0.96, maxCost: 0.55 },
  { bar: 'three models, cold', row: (row) => cold(row) && ofModels(3)(row), minSuccess: 0.93, maxCost: 0.82 },
  { bar: 'six models, cold', row: (row) => cold(row) && ofModels(6)(row), minSuccess: 0.91, maxCost: 0.65 },
  {
    bar: 'patch applies',
    row: (row) => cold(row) && row.table.startsWith('b1_') && row.outcome === 'patch_applied',
    minSuccess: 0.98,
    maxRegret: 12,
  },
  { bar: 'context set-ups, c1', row: (row) => cold(row) && row.table.startsWith('c1_'), minSuccess: 0.97 },
  { bar: 'context bundles, c2', row: (row) => cold(row) && row.table.startsWith('c2_'), minSuccess: 0.97 },
];

/** Every bar that rows can answer. */
export function barsOf(rows: readonly Row[]): Bar[] {
  return [
    ...wanted.map((each) =>
      barOf(
        each,
        rows.find((row) => row.default && each.row(row)),
      ),
    ),
    ...[24, 6, 3].map((arms) => againstCats(arms, rows)),
    shareBar(
      'an equal pair has a winner (at most 5 %)',
      rows.filter(({ policy }) => policy === 'a/a'),
      (row) => {
        const share = row.declaredWinnerShare;
        return share === null ? null : { measured: percent(share), holds: share <= 0.05, order: share };
      },
    ),
    shareBar(
      'b1 success is too early to tell at 300 pulls (at least 90 %)',
      rows.filter((row) => row.default && row.table.startsWith('b1_') && row.outcome === 'success'),
      (row) => {
        const share = row.notEnoughEvidenceShare;
        return share === null ? null : { measured: percent(share), holds: share >= 0.9, order: -share };
      },
    ),
    shareBar('a budget is overrun (by at most one call)', rows, (row) => {
      const calls = row.maxOverrunCalls;
      return calls === null
        ? null
        : { measured: `${calls.toFixed(2)} calls`, holds: calls <= 1, order: calls };
    }),
  ];
}

function barOf({ bar, minSuccess, maxCost, maxRegret }: Wanted, row: Row | undefined): Bar {
  const limits = [
    minSuccess === undefined ? '' : `at least ${percent(minSuccess)}`,
    maxCost === undefined ? '' : `at no more than ${percent(maxCost)} of the cost`,
    maxRegret === undefined ? '' : `regret at most ${maxRegret}`,
  ].filter((each) => each !== '');
  const name = `${bar} (${limits.join(', ')})`;
  if (row === undefined) return { bar: name, measured: '', met: 'not measured' };
  const { successOfBest: success, successSe, costOfBest: cost, costSe, regretMean } = row;
  const reached = (errors: number): boolean =>
    (minSuccess === undefined || (success ?? 0) + errors * (successSe ?? 0) >= minSuccess) &&
    (maxCost === undefined || (cost ?? Infinity) - errors * (costSe ?? 0) <= maxCost) &&
    (maxRegret === undefined || (regretMean ?? Infinity) <= maxRegret);
  return {
    bar: name,
    measured: [
      `${percent(success)} ± ${percent(successSe)}`,
      maxCost === undefined ? '' : ` at ${percent(cost)} ± ${percent(costSe)}`,
      maxRegret === undefined ? '' : `, regret ${(regretMean ?? NaN).toFixed(1)}`,
    ].join(''),
    met: reached(0) ? 'holds' : reached(1) ? 'within one standard error' : 'MISSED',
  };
}

function againstCats(arms: number, rows: readonly Row[]): Bar {
  const pool = rows.filter((row) => cold(row) && ofModels(arms)(row));
  const ours = pool.find((row) => row.default)?.successOfBest;
  const theirs = pool.find(({ policy }) => policy === 'cats')?.successOfBest;
  const bar = `${arms} models, cold: no worse than cats on the same shuffles`;
  if (ours === undefined || ours === null || theirs === undefined || theirs === null)
    return { bar, measured: '', met: 'not measured' };
  return {
    bar,
    measured: `${percent(ours)} against ${percent(theirs)}`,
    met: ours >= theirs ? 'holds' : 'MISSED',
  };
}

/** The bar on the worst of several rows. */
function shareBar(
  bar: string,
  rows: readonly Row[],
  judge: (row: Row) => { measured: string; holds: boolean; order: number } | null,
): Bar {
  const [worst] = rows
    .map(judge)
    .filter((each) => each !== null)
    .sort((a, b) => b.order - a.order);
  if (worst === undefined) return { bar, measured: '', met: 'not measured' };
  return { bar, measured: worst.measured, met: worst.holds ? 'holds' : 'MISSED' };
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '-' : `${(share * 100).toFixed(1)} %`;
}
