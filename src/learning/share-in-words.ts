/** `18 %`; what is not quite none or all says so: `<1 %`, `>99 %`. @param share 0 to 1 */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1 %';
  if (rounded === 100 && share < 1) return '>99 %';
  return `${rounded} %`;
}

/** Percentage points with their sign: `+3`, `-12`, `0`. @param difference between two shares, -1 to 1 */
export function points(difference: number): string {
  const rounded = Math.round(difference * 100);
  return `${rounded > 0 ? '+' : ''}${rounded}`;
}
