/** What a file is written in; `configuration` is a file that says how checks are run. */
export type Language = 'typescript' | 'javascript' | 'python' | 'go' | 'rust' | 'configuration';

const extensions: readonly (readonly [RegExp, Language])[] = [
  [/(^|\/)(jest|vitest|vite|eslint|cypress|playwright)\.(config|workspace)\.[cm]?[jt]s$/, 'configuration'],
  [/(^|\/)\.(eslintrc|mocharc|lintstagedrc)\.[cm]?js$/, 'configuration'],
  [/\.[cm]?tsx?$/, 'typescript'],
  [/\.[cm]?jsx?$/, 'javascript'],
  [/(^|\/)conftest\.py$/, 'configuration'],
  [/\.pyi?$/, 'python'],
  [/\.go$/, 'go'],
  [/\.rs$/, 'rust'],
  [/(^|\/)(package|jest\.config|tsconfig[\w.-]*|biome|deno)\.jsonc?$/, 'configuration'],
  [/(^|\/)\.(eslintrc|nycrc|c8rc|taprc|mocharc)(\.json|\.ya?ml)?$/, 'configuration'],
  [/(^|\/)(setup\.cfg|tox\.ini|pytest\.ini|mypy\.ini|\.flake8|\.pylintrc|\.coveragerc)$/, 'configuration'],
  [/(^|\/)(pyproject|Cargo|clippy|\.clippy|ruff|\.ruff)\.toml$/, 'configuration'],
  [/(^|\/)\.golangci\.ya?ml$/, 'configuration'],
  [/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, 'configuration'],
  [/(^|\/)(Makefile|codecov\.yml|\.codecov\.yml)$/, 'configuration'],
  [/\.snap$/, 'javascript'],
];

/** The language by path, or undefined for a file that no check reads. */
export const languageOf = (path: string): Language | undefined =>
  extensions.find(([pattern]) => pattern.test(path))?.[1];
