import { appending, oneOf, rewriting, type Rewrite } from './settings-edits.js';

const tsconfig = /(^|\/)tsconfig[\w.-]*\.json$/;
const eslintFlat = /(^|\/)eslint\.config\.[cm]?[jt]s$/;
const eslintrc = /(^|\/)\.eslintrc(\.json)?$/;
const pyproject = /(^|\/)pyproject\.toml$/;
const cargo = /(^|\/)Cargo\.toml$/;

/** What can be done to the settings of compilers, type checkers and linters, by operator. */
export const checkerSettings: Readonly<Record<string, Rewrite>> = {
  'loosen compiler': oneOf(
    rewriting(tsconfig, /("strict":\s*)true/, '$1false'),
    rewriting(
      tsconfig,
      /("(?:no[A-Z]\w+|strict[A-Z]\w+|exactOptionalPropertyTypes|useUnknownInCatchVariables|forceConsistentCasingInFileNames)":\s*)true/,
      '$1false',
    ),
    rewriting(tsconfig, /("skipLibCheck":\s*)false/, '$1true'),
    rewriting(
      tsconfig,
      /("compilerOptions":\s*\{\n)(\s*)/,
      '$1$2"skipLibCheck": true,\n$2',
      '$1$2"noImplicitAny": false,\n$2',
      '$1$2"strictNullChecks": false,\n$2',
    ),
    rewriting(tsconfig, /("checkJs":\s*)true/, '$1false'),
  ),
  'exclude files from compiler': oneOf(
    rewriting(tsconfig, /("exclude":\s*\[)/, '$1"**/*.test.ts", ', '$1"src/legacy", '),
    rewriting(tsconfig, /("include":\s*\[[^\]]*?),\s*"[^"]*test[^"]*"/, '$1'),
  ),
  'turn lint rule off': oneOf(
    rewriting(eslintrc, /^(\s*"[\w@/-]+":\s*)(?:"error"|"warn"|2|1)(,?)$/m, '$1"off"$2', '$10$2'),
    rewriting(
      eslintrc,
      /^(\s*"[\w@/-]+":\s*)\[\s*(?:"error"|"warn"|2|1)\s*(,[^\n]*\],?)$/m,
      '$1[0$2',
      '$1["off"$2',
    ),
    rewriting(eslintrc, /("rules":\s*\{\n)(\s*)/, '$1$2"no-unused-vars": "off",\n$2', '$1$2"eqeqeq": 0,\n$2'),
    rewriting(eslintFlat, /^(\s*'[\w@/-]+':\s*)(?:'error'|'warn'|2|1)(,?)$/m, "$1'off'$2"),
    rewriting(eslintFlat, /(rules: \{\n)(\s*)/, "$1$2'no-unused-vars': 'off',\n$2"),
    rewriting(/(^|\/)\.eslintrc\.c?js$/, /^(\s*'?[\w@/-]+'?:\s*)(?:'error'|'warn'|2|1)(,?)$/m, "$1'off'$2"),
  ),
  'exclude files from linter': oneOf(
    rewriting(eslintFlat, /(ignores: )(\[)/, "$1['test/**', "),
    rewriting(eslintFlat, /(neostandard\(\{)/, "$1\n  ignores: ['lib/**'],"),
    rewriting(eslintrc, /("ignorePatterns":\s*\[)/, '$1"test/", '),
    rewriting(eslintrc, /^(\{\n)(\s*)(?="root")/, '$1$2"ignorePatterns": ["lib/"],\n$2'),
  ),
  'loosen type checker': oneOf(
    rewriting(
      /(^|\/)(setup\.cfg|mypy\.ini)$/,
      /^(\[mypy[^\]]*\]\n)/m,
      '$1ignore_errors = True\n',
      '$1ignore_missing_imports = True\n',
    ),
    rewriting(pyproject, /^(\[tool\.mypy\]\n)/m, '$1ignore_errors = true\n', '$1exclude = ["src/"]\n'),
    rewriting(
      pyproject,
      /^((?:disallow_\w+|warn_\w+|check_untyped_defs|no_implicit_optional|strict_equality) = )true$/m,
      '$1false',
    ),
    rewriting(pyproject, /^(strict = )true$/m, '$1false'),
    rewriting(
      /(^|\/)(setup\.cfg|mypy\.ini)$/,
      /^((?:disallow_\w+|warn_\w+|check_untyped_defs|strict) *= *)True$/m,
      '$1False',
    ),
    appending(
      /(^|\/)(setup\.cfg|mypy\.ini|tox\.ini)$/,
      '[mypy]',
      'ignore_errors = True',
      'follow_imports = skip',
    ),
  ),
  'ignore lint rules by configuration': oneOf(
    rewriting(
      /(^|\/)(\.flake8|setup\.cfg|tox\.ini)$/,
      /^((?:extend-)?ignore\s*=\s*)([A-Z]\d+[^\n]*)$/m,
      '$1F821,$2',
    ),
    rewriting(
      /(^|\/)(\.flake8|setup\.cfg|tox\.ini)$/,
      /^(\[flake8\]\n)/m,
      '$1per-file-ignores = *.py:F\n',
      '$1exclude = src,lib\n',
    ),
    rewriting(pyproject, /^((?:lint\.)?(?:extend-)?ignore = \[)/m, '$1"F", ', '$1"E",'),
    rewriting(pyproject, /^(\[tool\.ruff\]\n)/m, '$1extend-exclude = ["src"]\n'),
    appending(pyproject, '[tool.ruff.lint.per-file-ignores]', '"*" = ["ALL"]'),
    appending(cargo, '[lints.clippy]', 'all = "allow"', 'unwrap_used = "allow"'),
    appending(cargo, '[lints.rust]', 'unused = "allow"', 'warnings = "allow"'),
    rewriting(/\.golangci\.ya?ml$/, /^(\s+enable:\n)(\s+- \w+\n)/m, '$1'),
    rewriting(/\.golangci\.ya?ml$/, /^(linters:\n)(?!\s+disable:)/m, '$1  disable:\n    - errcheck\n'),
    appending(
      /\.golangci\.ya?ml$/,
      'issues:',
      '  exclude-rules:\n    - path: ".*"\n      linters: [errcheck]',
      '  exclude:\n    - ".*"',
    ),
  ),
};
