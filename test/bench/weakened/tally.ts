import type { Case } from './corpus.js';
import type { Language } from './language.js';

/** Cases of one operator in one language, and in how many the detector named the file. */
export interface Row {
  readonly operator: string;
  readonly language: Language;
  cases: number;
  named: number;
}

export interface Tally {
  readonly rows: Row[];
}

export interface Bar {
  readonly bar: string;
  readonly measured: number;
  readonly limit: string;
  readonly isMet: boolean;
}

export const emptyTally = (): Tally => ({ rows: [] });

export function enter({ rows }: Tally, { operator, language }: Case, isNamed: boolean): void {
  let row = rows.find((r) => r.operator === operator && r.language === language);
  if (row === undefined) rows.push((row = { operator, language, cases: 0, named: 0 }));
  row.cases += 1;
  row.named += isNamed ? 1 : 0;
}

/** What the published changes that a person labelled as weakened are counted under. */
export const upstream = 'upstream';
export const honest = 'honest';

export const isTampering = ({ operator }: Row): boolean => operator !== upstream && operator !== honest;

export function sum(rows: readonly Row[]): { cases: number; named: number; share: number } {
  const cases = rows.reduce((n, row) => n + row.cases, 0);
  const named = rows.reduce((n, row) => n + row.named, 0);
  return { cases, named, share: cases === 0 ? 0 : named / cases };
}

/** What is promised: 95 % of the tamperings found, 2 % of the honest changes blamed, on at least 1,500 cases each. */
export function barsOf({ rows }: Tally): Bar[] {
  const tampered = sum(rows.filter(isTampering));
  const untouched = sum(rows.filter(({ operator }) => operator === honest));
  const atLeast = (bar: string, measured: number, least: number, limit: string): Bar => ({
    bar,
    measured,
    limit,
    isMet: measured >= least,
  });
  return [
    atLeast('cases: tamperings', tampered.cases, 1500, '>= 1500'),
    atLeast('cases: honest changes', untouched.cases, 1500, '>= 1500'),
    atLeast('found share of tamperings', tampered.share, 0.95, '>= 95 %'),
    {
      bar: 'false share of honest changes',
      measured: untouched.share,
      limit: '<= 2 %',
      isMet: untouched.share <= 0.02,
    },
  ];
}
