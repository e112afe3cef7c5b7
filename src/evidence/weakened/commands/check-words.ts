export type Check = 'tests' | 'linter' | 'type checker' | 'coverage';

const checks: readonly Check[] = ['tests', 'linter', 'type checker', 'coverage'];

const scripts = String.raw`(?:npm|yarn|pnpm|bun|just|make|deno\s+task|rake|composer|poetry\s+run|poe)\s+(?:-\S+\s+)*(?:run(?:-script)?\s+)?`;

/** Tools by what they check, and scripts by what their names say. */
const words: Readonly<Record<Check, readonly string[]>> = {
  tests: [
    String.raw`\b(?:jest|vitest|mocha|ava|tap|tape|uvu|borp|jasmine|karma|cypress|playwright|qunit|pytest|py\.test|unittest|nose2?|nosetests|stestr|trial|tox|nox|ctest|rspec|phpunit|nextest|tarpaulin)\b`,
    String.raw`\b(?:go|cargo|dotnet|swift|deno|bun|mvn|gradlew?|bazel)\s+(?:-\S+\s+)*(?:tests?|check|verify)\b`,
    String.raw`\bnode\s+(?:-\S+\s+)*--test\b`,
    String.raw`\b${scripts}(?:\w+[:-])?(?:tests?|unit|spec|e2e|check|verify)\b`,
  ],
  linter: [
    String.raw`\b(?:eslint|oxlint|xo|biome|tslint|jshint|neostandard|flake8|ruff|pylint|pyflakes|pycodestyle|pydocstyle|bandit|golangci-lint|staticcheck|revive|clippy|rubocop|shellcheck|hadolint|markdownlint|pre-commit)\b`,
    String.raw`\bstandard(?=\s|$|\|)`,
    String.raw`\bgo\s+vet\b`,
    String.raw`\b${scripts}[\w:-]*lint\b`,
  ],
  'type checker': [
    String.raw`\b(?:tsc|vue-tsc|mypy|pyright|basedpyright|pytype|tsd|tstyche|dtslint|attw)\b`,
    String.raw`\bflow\s+check\b`,
    String.raw`\b${scripts}[\w:-]*(?:type-?check|check[-:]types?|types?|typescript)\b`,
  ],
  coverage: [
    String.raw`--(?:cov-fail-under|check-coverage|fail-under)\b`,
    String.raw`\b(?:codecov|coveralls|nyc|c8)\b`,
  ],
};

const byCheck = new Map(checks.map((check) => [check, new RegExp(words[check].join('|'))]));

/** Which check a command is; undefined for none. */
export const checkOf = (command: string): Check | undefined =>
  checks.find((check) => byCheck.get(check)?.test(command));

/** Whether the name of a script or target says that it checks something. */
export const isCheckName = (name: string): boolean =>
  /(?:^|[:._-])(?:pre|post)?(?:tests?|lint|check|verify|ci|validate|spec|unit|coverage|cov|type-?checks?|types?|typescript|prepublish\w*|prepare|prepack)(?:$|[:._-])/i.test(
    name,
  );
