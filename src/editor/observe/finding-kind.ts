import type { FindingCounts } from '../../evidence/evidence.js';

export type FindingKind = keyof FindingCounts;

const linters =
  'eslint oxlint stylelint biome ruff flake8 pylint pycodestyle clippy golint golangci-lint shellcheck tslint';
const schemas = 'json jsonc yaml toml';
const typeCheckers =
  'ts typescript js javascript tsc vue svelte astro mypy pyright pylance basedpyright ' +
  'rustc cargo rust-analyzer go gopls compiler java c++ cpp clang csharp omnisharp';

const byTool: ReadonlyMap<string, FindingKind> = new Map([
  ...linters.split(' ').map((tool) => [tool, 'lint'] as const),
  ...schemas.split(' ').map((tool) => [tool, 'schema'] as const),
  ...typeCheckers.split(' ').map((tool) => [tool, 'type'] as const),
]);

const boundaryRule =
  /no-restricted-(imports|paths|modules)|no-internal-modules|enforce-module-boundaries|dependency-cruiser|boundaries\//;

/**
 * What an error breaks, by the tool that reported it and its rule; null for a tool that is not known, e.g. a spell
 * checker, whose word on the code is not taken.
 */
export function findingKindOf(source: string | undefined, code: string): FindingKind | null {
  if (boundaryRule.test(code)) return 'boundary';
  const [tool = ''] = (source ?? '').toLowerCase().split(/[ (:]/);
  return byTool.get(tool) ?? null;
}
