/** What a tool prints at its end. */
interface VerdictLines {
  readonly tool: string;
  /** The first group is a number of errors that it says it has printed. */
  readonly declared?: RegExp;
  /** Says that the tool looked and found nothing. */
  readonly clean?: RegExp;
}

const verdicts: readonly VerdictLines[] = [
  { tool: 'tsc', declared: /Found (\d+) errors?(?: in \S+|\.)/, clean: /\bFound 0 errors?\b/ },
  { tool: 'mypy', declared: /^Found (\d+) errors? in \d+ files?/, clean: /^Success: no issues found/ },
  {
    tool: 'pyright',
    declared: /^(\d+) errors?, \d+ warnings?(?:, \d+ (?:informations?|notes?))? *$/,
    clean: /^0 errors, \d+ warnings?(?:, \d+ (?:informations?|notes?))? *$/,
  },
  { tool: 'ruff', clean: /^All checks passed!$/ },
  { tool: 'pylint', clean: /^Your code has been rated at 10\.00\/10/ },
  { tool: 'golangci-lint', clean: /^0 issues\.$/ },
  { tool: 'oxlint', clean: /^Found 0 warnings and 0 errors\.$/ },
  { tool: 'biome', clean: /^Checked \d+ files? in .*\. No fixes (?:applied|needed)\.$/ },
  { tool: 'dependency-cruiser', clean: /^✔ no dependency violations found/ },
  { tool: 'dotnet', clean: /^Build succeeded\b/ },
  { tool: 'rustc', clean: /^ +Finished `?(?:dev|release|debug)\b/ },
];

/** How many errors a tool says that it printed; 0 when it does not say. */
export function declaredErrors(tool: string, lines: readonly string[]): number {
  const patterns = verdicts.flatMap((each) =>
    each.tool === tool && each.declared !== undefined ? [each.declared] : [],
  );
  return patterns
    .flatMap((pattern) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []))
    .reduce((sum, digits) => sum + Number(digits), 0);
}

/** The tools that say of themselves that they looked and found nothing. */
export function cleanTools(lines: readonly string[]): string[] {
  return verdicts.flatMap(({ tool, clean }) =>
    clean !== undefined && lines.some((line) => clean.test(line)) ? [tool] : [],
  );
}
