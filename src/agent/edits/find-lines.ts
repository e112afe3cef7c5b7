/** Where the wanted lines are in a file, each as the index of the first; in time proportional to both (Knuth, Morris, Pratt). */
export function placesOf(wanted: readonly string[], lines: readonly string[]): number[] {
  if (wanted.length === 0) return [];
  const borders = bordersOf(wanted);
  const places: number[] = [];
  let matched = 0;
  for (const [index, line] of lines.entries()) {
    while (matched > 0 && (matched === wanted.length || wanted[matched] !== line))
      matched = borders[matched - 1] ?? 0;
    if (wanted[matched] === line) matched += 1;
    if (matched === wanted.length) places.push(index - wanted.length + 1);
  }
  return places;
}

/** For each beginning of the lines, how many of its first lines are its last ones too. */
function bordersOf(lines: readonly string[]): number[] {
  const borders = [0];
  let border = 0;
  for (const line of lines.slice(1)) {
    while (border > 0 && lines[border] !== line) border = borders[border - 1] ?? 0;
    if (lines[border] === line) border += 1;
    borders.push(border);
  }
  return borders;
}

export function isAt(wanted: readonly string[], lines: readonly string[], start: number): boolean {
  return start >= 0 && wanted.every((line, index) => lines[start + index] === line);
}

/** A line that is in a file more often, such as `}`, says nothing about the place. */
const mostPlaces = 20;
const mostShownLines = 40;

/**
 * The lines of a file where most of the wanted ones are, white space aside, for a model to copy from; null where none of
 * them is. It is only ever shown, never edited.
 */
export function nearestLines(wanted: readonly string[], lines: readonly string[]): string | null {
  const indexes = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const key = line.trim();
    if (key !== '') indexes.set(key, [...(indexes.get(key) ?? []).slice(0, mostPlaces), index]);
  }
  const votes = new Map<number, number>();
  for (const [offset, line] of wanted.slice(0, 1000).entries()) {
    const places = indexes.get(line.trim()) ?? [];
    if (places.length > mostPlaces) continue;
    for (const place of places) votes.set(place - offset, (votes.get(place - offset) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([start, one], [otherStart, other]) => other - one || start - otherStart);
  if (best === undefined) return null;
  const start = Math.max(0, best[0]);
  return lines.slice(start, start + Math.min(wanted.length, mostShownLines)).join('\n');
}
