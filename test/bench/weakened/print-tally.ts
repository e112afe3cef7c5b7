import { honest, isTampering, sum, upstream, type Bar, type Row, type Tally } from './tally.js';

/** Prints the shares by operator and by language, then the bars; only the cases where nothing was judged. */
export function printTally({ rows }: Tally, bars: readonly Bar[], onlyCases: boolean): void {
  const describe = (some: readonly Row[]): string => {
    const { cases, named, share } = sum(some);
    return onlyCases ? `${cases} cases` : `${percent(share)} of ${cases} (${named})`;
  };
  const section = (title: string, some: readonly Row[], keyOf: (row: Row) => string): void => {
    console.log(`\n${title}`);
    for (const key of [...new Set(some.map(keyOf))].sort()) {
      console.log(`  ${key.padEnd(36)} ${describe(some.filter((row) => keyOf(row) === key))}`);
    }
  };
  const tampered = rows.filter(isTampering);
  const of = (operator: string): Row[] => rows.filter((row) => row.operator === operator);
  section('Tamperings found, by operator', tampered, (row) => row.operator);
  section(
    'Tamperings found, by operator and language',
    tampered,
    (row) => `${row.operator}, ${row.language}`,
  );
  section('Tamperings found, by language', tampered, (row) => row.language);
  section('Published changes labelled as weakened that were found', of(upstream), (row) => row.language);
  section('Honest changes blamed', of(honest), (row) => row.language);
  console.log('');
  for (const { bar, measured, limit, isMet } of onlyCases ? bars.slice(0, 2) : bars) {
    const value = measured <= 1 ? percent(measured) : String(measured);
    console.log(`${isMet ? 'ok    ' : 'MISSED'} ${bar}: ${value} (${limit})`);
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
