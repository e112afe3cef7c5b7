/** Numbers as the person's language writes them. */
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const scores = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const cents = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  currencyDisplay: 'narrowSymbol',
});
const fractions = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  currencyDisplay: 'narrowSymbol',
  maximumSignificantDigits: 2,
});

export const count = (value: number): string => whole.format(value);
export const amount = (value: number): string => tenths.format(value);
export const percent = (share: number): string => percents.format(share);

/** A chance, which is never written as none or sure: `<1%`, `62%`, `>99%`. */
export function chance(share: number): string {
  if (share < 0.01) return `<${percent(0.01)}`;
  return share > 0.99 ? `>${percent(0.99)}` : percent(share);
}

export const score = (value: number): string => scores.format(value);

/** What something cost; `free` for what cost nothing, since `$0.00` could be rounded. */
export function price(usd: number): string {
  return usd === 0 ? 'free' : dollars(usd);
}

/** `$12.30`, and `$0.0042` for what is less than a cent's tenth of a dollar. */
export function dollars(usd: number): string {
  return Math.abs(usd) >= 0.1 || usd === 0 ? cents.format(usd) : fractions.format(usd);
}

/** `52-80 %` */
export function range(low: number, high: number): string {
  return `${whole.format(Math.round(low * 100))}–${percent(high)}`;
}

const units = ['B', 'kB', 'MB', 'GB'] as const;

/** `1.4 MB` */
export function bytes(value: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return `${tenths.format(value / 1000 ** step)} ${units[step] ?? ''}`;
}

/** `3 runs`, `1 run` */
export function counted(value: number, noun: string): string {
  return `${amount(value)} ${noun}${value === 1 ? '' : 's'}`;
}
