import type { Looser } from './looser.js';

/** What of a tool's settings is watched. */
interface SettingRule {
  /** Matches the whole path of a setting within the tool's part of the file. */
  readonly path: RegExp;
  readonly looser: Looser;
}

/** Where a tool keeps its settings, and which of them can be loosened. */
export interface Tool {
  readonly name: string;
  readonly files: RegExp;
  /** In a file that several tools share, what the tool's own paths begin with. */
  readonly within?: RegExp;
  readonly rules: readonly SettingRule[];
}

const on = (looser: Looser, ...keys: readonly string[]): SettingRule => ({
  path: new RegExp(`(?:^|\\.)(?:${keys.join('|')})$`, 'i'),
  looser,
});

const typescript = [
  on(
    'false',
    'strict',
    'strict[A-Z]\\w+',
    'alwaysStrict',
    'no(?:Implicit|Unused|Unchecked|Fallthrough|PropertyAccess|UncheckedSide)\\w+',
    'useUnknownInCatchVariables',
    'exactOptionalPropertyTypes',
    'checkJs',
    'noEmitOnError',
    'forceConsistentCasingInFileNames',
  ),
  on(
    'true',
    'skipLibCheck',
    'skipDefaultLibCheck',
    'noCheck',
    'suppress\\w+Errors',
    'allowUnreachableCode',
    'allowUnusedLabels',
    'noStrictGenericChecks',
  ),
  on('longer', 'exclude'),
  on('shorter', 'include', 'files'),
];

const eslint = [
  { path: /(?:^|\.)rules\..+/, looser: 'severity' },
  on('longer', 'ignorePatterns', 'ignores', 'globalIgnores', 'ignore'),
  on('shorter', 'extends'),
] satisfies SettingRule[];

const javascriptTests = [
  on('true', 'passWithNoTests', 'dangerouslyIgnoreUnhandledErrors', 'allowOnly', 'allowEmpty'),
  on(
    'false',
    'forbidOnly',
    'failZero',
    'check-coverage',
    'checkCoverage',
    'typecheck\\.enabled',
    'failWithoutAssertions',
    'failOnFlakyTests',
  ),
  on(
    'less',
    '(?:coverageThreshold|thresholds?)(?:\\..+)?\\.(?:branches|functions|lines|statements)',
    'branches',
    'functions',
    'lines',
    'statements',
  ),
  on('added', 'retry', 'retries', 'testNamePattern', 'grep', 'grepInvert', 'fgrep', 'invert'),
  on(
    'longer',
    'testPathIgnorePatterns',
    'coveragePathIgnorePatterns',
    'modulePathIgnorePatterns',
    'testIgnore',
    'excludeSpecPattern',
    'exclude',
    'ignore',
  ),
  on('shorter', 'testMatch', 'include', 'files', 'spec', 'testRegex', 'projects', 'roots'),
];

const python = {
  pytest: [
    on('longer', 'norecursedirs', 'collect_ignore', 'collect_ignore_glob'),
    on('shorter', 'testpaths', 'python_files', 'python_classes', 'python_functions'),
    on('false', 'xfail_strict', 'empty_parameter_set_mark'),
    on('added', 'reruns', 'retries'),
  ],
  flake8: [
    on(
      'longer',
      'ignore',
      'extend_ignore',
      'exclude',
      'extend_exclude',
      'per_file_ignores(?:\\..+)?',
      'extend_per_file_ignores(?:\\..+)?',
      'builtins',
    ),
    on('shorter', 'select', 'extend_select', 'enable_extensions', 'include'),
    on('more', 'max_line_length', 'line_length', 'max_complexity', 'max_doc_length', 'max_[a-z_]+'),
    on('true', 'exit_zero'),
  ],
  mypy: [
    on(
      'false',
      'strict',
      'strict_\\w+',
      'disallow_\\w+',
      'check_untyped_defs',
      'warn_\\w+',
      'no_implicit_\\w+',
      'local_partial_types',
      'extra_checks',
    ),
    on('true', 'ignore_errors', 'ignore_missing_imports', 'allow_\\w+', 'implicit_\\w+'),
    on('longer', 'disable_error_code', 'exclude'),
    on('shorter', 'enable_error_code', 'files', 'packages'),
    on('mode', 'typeCheckingMode', 'follow_imports'),
    on('severity', 'report\\w+'),
  ],
  pylint: [
    on(
      'longer',
      'disable',
      'ignore',
      'ignore_paths',
      'ignore_patterns',
      'ignored_modules',
      'ignored_classes',
    ),
    on('shorter', 'enable', 'load_plugins'),
    on('less', 'fail_under'),
    on('more', 'max_[a-z_]+'),
  ],
  coverage: [
    on('less', 'fail_under'),
    on('longer', 'omit', 'exclude_lines', 'exclude_also', 'partial_branches'),
    on('shorter', 'source', 'include', 'source_pkgs'),
    on('false', 'branch'),
  ],
};

/** All tools whose settings are watched. The first that takes a setting is the one it belongs to. */
export const tools: readonly Tool[] = [
  { name: 'the compiler', files: /(?:^|\/)[tj]sconfig[\w.-]*\.json$/, rules: typescript },
  {
    name: 'the linter',
    files:
      /(?:^|\/)(?:\.eslintrc(?:\.\w+)?|eslint\.config\.\w+|\.oxlintrc\.json|\.xo-config\.\w+|\.jshintrc|tslint\.json|\.stylelintrc(?:\.\w+)?)$/,
    rules: eslint,
  },
  {
    name: 'the linter',
    files: /(?:^|\/)package\.json$/,
    within: /^(?:eslintConfig|eslintIgnore|xo|standard|stylelint)\b/,
    rules: [...eslint, on('longer', 'eslintIgnore')],
  },
  {
    name: 'the linter',
    files: /(?:^|\/)biome\.jsonc?$/,
    rules: [
      { path: /\.rules\..+/, looser: 'severity' },
      on('false', 'enabled', 'recommended'),
      on('longer', 'ignore'),
    ],
  },
  {
    name: 'the linter',
    files: /(?:^|\/)deno\.jsonc?$/,
    within: /^(?:lint|test)\b/,
    rules: [on('longer', 'exclude'), on('shorter', 'include', 'tags')],
  },
  {
    name: 'the test runner',
    files:
      /(?:^|\/)(?:(?:jest|vitest|vite|cypress|playwright|ava|karma)\.(?:config|workspace|conf)\.\w+|\.(?:mocharc|nycrc|c8rc|taprc|jestrc)(?:\.\w+)?)$/,
    rules: javascriptTests,
  },
  {
    name: 'the test runner',
    files: /(?:^|\/)package\.json$/,
    within: /^(?:jest|vitest|ava|mocha|nyc|c8|tap|playwright)\b/,
    rules: javascriptTests,
  },
  {
    name: 'the test runner',
    files: /(?:^|\/)(?:pyproject\.toml|pytest\.ini|tox\.ini|setup\.cfg|\.pytest\.ini)$/,
    within: /^(?:tool\.pytest\b|pytest\b|tool:pytest\b)/,
    rules: python.pytest,
  },
  {
    name: 'the linter',
    files: /(?:^|\/)(?:\.flake8|tox\.ini|setup\.cfg|pyproject\.toml|\.?ruff\.toml)$/,
    within:
      /^(?:flake8|pycodestyle|pep8|tool\.flake8|tool\.ruff|lint\b|ignore$|select$|extend_|exclude$|per_file_ignores|line_length$)/,
    rules: python.flake8,
  },
  {
    name: 'the type checker',
    files: /(?:^|\/)(?:mypy\.ini|\.mypy\.ini|setup\.cfg|tox\.ini|pyproject\.toml|pyrightconfig\.json)$/,
    within:
      /^(?:mypy|tool\.mypy|tool\.pyright|tool\.basedpyright|report\w+$|typeCheckingMode$|strict\w*$|exclude$|ignore$)/,
    rules: [...python.mypy, on('longer', 'ignore')],
  },
  {
    name: 'the linter',
    files: /(?:^|\/)(?:\.?pylintrc|pyproject\.toml|setup\.cfg)$/,
    within: /^(?:MASTER|MAIN|MESSAGES CONTROL|DESIGN|FORMAT|BASIC|REPORTS|TYPECHECK|tool\.pylint|pylint)\b/i,
    rules: python.pylint,
  },
  {
    name: 'coverage',
    files: /(?:^|\/)(?:\.coveragerc|pyproject\.toml|setup\.cfg|tox\.ini)$/,
    within: /^(?:tool\.coverage|coverage:|run\b|report\b)/,
    rules: python.coverage,
  },
  {
    name: 'the linter',
    files: /(?:^|\/)Cargo\.toml$/,
    within: /^(?:workspace\.)?lints\b/,
    rules: [{ path: /./, looser: 'severity' }],
  },
  {
    name: 'the tests',
    files: /(?:^|\/)Cargo\.toml$/,
    within: /^(?:lib|bin|test|example|bench)\b/,
    rules: [on('false', 'test', 'doctest')],
  },
  {
    name: 'the linter',
    files: /(?:^|\/)\.?clippy\.toml$/,
    rules: [
      on('true', 'allow_\\w+'),
      on('more', '[\\w]+_threshold', 'max_\\w+'),
      on('longer', 'allowed_\\w+'),
    ],
  },
  {
    name: 'the linter',
    files: /(?:^|\/)\.golangci\.(?:ya?ml|toml|json)$/,
    rules: [
      on('shorter', 'linters\\.enable', 'enabled?_checks'),
      on(
        'longer',
        'linters\\.disable',
        'exclude',
        'exclude-dirs',
        'exclude-files',
        'skip-dirs',
        'skip-files',
        'exclusions\\.(?:paths|presets)',
        'exclude-rules\\.(?:path|text|linters|source)',
        'exclusions\\.rules\\.(?:path|text|linters|source)',
      ),
      on('true', 'disable-all', 'new'),
      on('false', 'tests', 'enable-all', 'check-type-assertions', 'check-blank'),
      on('more', 'min-complexity', 'max-complexity', 'line-length', 'min-len'),
      on('added', 'new-from-rev'),
      on('less', 'issues-exit-code'),
    ],
  },
  {
    name: 'coverage',
    files: /(?:^|\/)\.?codecov\.ya?ml$/,
    rules: [
      on('less', 'target'),
      on('more', 'threshold'),
      on('true', 'informational'),
      on('longer', 'ignore'),
    ],
  },
  {
    name: 'the checks of the repository',
    files:
      /(?:^|\/)\.(?:github\/workflows\/[^/]+|gitlab-ci|travis|pre-commit-config)\.ya?ml$|(?:^|\/)\.circleci\/config\.yml$/,
    rules: [
      on('true', 'continue-on-error', 'allow_failure', 'continue_on_error'),
      on('false', 'if'),
      on(
        'longer',
        'on\\.(?:push|pull_request)\\.(?:paths-ignore|branches-ignore)',
        'repos\\.hooks\\.exclude',
        'exclude',
        'ci\\.skip',
      ),
      on('shorter', 'repos\\.hooks\\.id'),
    ],
  },
];
