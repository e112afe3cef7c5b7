/** What the Testing view says of its last run. */
export interface TestingViewText {
  /** Failed tests by name. */
  readonly failing: readonly string[];
  /** The output of the runner, which is given only where no failing test has a message of its own; null else. */
  readonly output: string | null;
}

/** Reads the answer of VS Code's `testFailure` tool; null when it has another form. */
export function readTestingView(text: string): TestingViewText | null {
  const [beforeOutput = '', ...rest] = text.split(/^<output>\n/m);
  const failing = [...beforeOutput.matchAll(/^<testFailure name=("(?:[^"\\]|\\.)*") path=/gm)].map(
    ([, name = '']) => nameIn(name),
  );
  const output = rest.length === 0 ? null : rest.join('<output>\n').replace(/\n<\/output>\s*$/, '');
  return failing.length === 0 && output === null ? null : { failing, output };
}

function nameIn(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
