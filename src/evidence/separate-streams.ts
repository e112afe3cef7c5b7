/** What programs that run several scripts at once write before each line. */
const prefixes: readonly RegExp[] = [
  // concurrently: `[web] `, `[0] `; never the levels of Maven or the workers of pytest.
  /^\[(?!(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|gw\d+)\]|\s*\d+%)([\w@/:.-]+)\] ?/,
  // turbo: `web:test: `; pnpm -r: `packages/web test: `
  /^([@\w/.-]+[: ][a-z][\w:.-]*): ?/,
  // docker compose: `web-1  | `
  /^([\w.-]+) +\| /,
];
/** Of the lines that are not empty, how many must have a prefix before it is taken for one. */
const minShare = 0.6;
const minLines = 4;

/** The lines of each script by itself, where a program that runs several put its name before them; else all lines as they are. */
export function separateStreams(lines: readonly string[]): readonly (readonly string[])[] {
  const plain = withoutTimes(lines);
  const filled = plain.filter((line) => line.trim() !== '').length;
  for (const prefix of prefixes) {
    const streams = new Map<string, string[]>();
    const rest: string[] = [];
    for (const line of plain) {
      const [whole, name] = prefix.exec(line) ?? [];
      if (whole === undefined || name === undefined) rest.push(line);
      else push(streams, name, line.slice(whole.length));
    }
    const prefixed = plain.length - rest.length;
    // A name that stands there once is no script's.
    const isEachOften = [...streams.values()].every((stream) => stream.length > 1);
    if (prefixed >= minLines && prefixed >= filled * minShare && isEachOften)
      return [...streams.values(), rest];
  }
  return [plain];
}

/** GitHub Actions writes the time before each line of a log. */
function withoutTimes(lines: readonly string[]): readonly string[] {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z ?/;
  const timed = lines.filter((line) => time.test(line)).length;
  return timed > 1 && timed >= lines.length * 0.9 - 1 ? lines.map((line) => line.replace(time, '')) : lines;
}

function push(streams: Map<string, string[]>, name: string, line: string): void {
  const stream = streams.get(name);
  if (stream === undefined) streams.set(name, [line]);
  else stream.push(line);
}
