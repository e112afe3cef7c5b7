/** Options that let more pass, whatever tool takes them. */
const loose =
  /--pass-?with-?no-?tests\b|--exit-zero(?![\w-])|--no-verify\b|--quiet\b|--no-cov\b|--no-strict\b|--skipLibCheck\b|--noCheck\b|--(?:reruns|retries|retry|rerun)\b|--deselect\b|--ignore[\w-]*|--exclude[\w-]*|--testPathIgnorePatterns\b|--disable\b|--extend-ignore\b|--skip\b|--invert\b|(?<=\s)-[km](?=[\s=])|-short\b|(?<=\s)-A(?=\s)|--cap-lints\b|\bset\s+\+e\b|--no-typecheck\b|--dangerouslyIgnore\w+|--issues-exit-code[= ]0|--max-warnings?[= ][1-9]\d*|(?<=\s)-(?:run|skip|t|g|f)(?=[\s=])|--(?:grep|fgrep|testNamePattern|test-name-pattern|test-skip-pattern|match)\b|--no-error-on-unmatched-pattern\b|--follow-imports[= ](?:skip|silent)\b|-p\s+no:\w+|--continue-on-collection-errors\b|--suppress-no-test-exit-code\b|--no-bail\b|--keep-going\b/gi;
const strict =
  /--max-warnings?[= ]0\b|-D\s*warnings\b|(?<=\s)-race\b|--strict(?:-\w+)*\b|--check-coverage\b|--cov-fail-under\b|--fail-under\b|(?<=\s)--100\b|-W\s*error\b|--all-targets\b|--all-features\b|--workspace\b|--forbid-only\b|--report-unused-disable-directives\b|--type-?check\b|-Werror\b|--doctest-modules\b|\bset\s+-e\w*/gi;
const leasts =
  /--(lines|branches|functions|statements|cov-fail-under|fail-under|coverage-threshold)[= ](\d+(?:\.\d+)?)/g;

const optionsIn = (text: string, options: RegExp): string[] =>
  [...text.matchAll(options)].map(([option]) => option.trim());

/** What a check is told now and was not told before so that more passes; undefined for nothing. */
export function loosenedOption(before: string, after: string): string | undefined {
  const [looser] = without(optionsIn(after, loose), optionsIn(before, loose));
  if (looser !== undefined) return `with ${looser}`;
  const [stricter] = without(optionsIn(before, strict), optionsIn(after, strict));
  if (stricter !== undefined) return `without ${stricter}`;
  const was = new Map([...before.matchAll(leasts)].map(([, name = '', value]) => [name, Number(value)]));
  const lower = [...after.matchAll(leasts)].find(
    ([, name = '', value]) => Number(value) < (was.get(name) ?? 0),
  );
  return lower === undefined ? undefined : `with ${lower[0]}`;
}

function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((each) => {
    const at = left.indexOf(each);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
