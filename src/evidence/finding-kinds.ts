import type { FindingKind } from './finding.js';

/**
 * Findings whose tool and rule match are of this kind. Patterns are compared without regard to case; `*` stands for any
 * characters, and a missing pattern matches everything.
 */
export interface KindRule {
  readonly tool?: string;
  readonly rule?: string;
  readonly kind: FindingKind;
}

const boundaryRules = [
  '*boundaries/*',
  '*no-restricted-imports',
  '*no-restricted-modules',
  '*no-restricted-paths',
  '*no-internal-modules',
  '*enforce-module-boundaries',
  '*dependency-cruiser*',
  '@softarc/sheriff/*',
  'depguard',
  'gomodguard',
  'TID251',
  'TID252',
  'TID253',
];

const boundaryTools = ['dependency-cruiser', 'depcruise', 'import-linter', 'archunit', 'deptrac', 'sheriff'];

const schemaRules = ['*json-schema-validator/*', '*graphql*/*', 'check-jsonschema'];

const schemaTools = [
  'json',
  'jsonc',
  'yaml',
  'yaml-schema*',
  'toml',
  'even better toml',
  'taplo',
  'ajv',
  'spectral*',
  'redocly*',
  'check-jsonschema',
  'kubeconform',
  'buf',
  'prisma',
];

const typeRules = ['typecheck', '@typescript/*'];

const typeTools = [
  ...['ts', 'typescript', 'js', 'javascript', 'tsc', 'vue', 'vue-tsc', 'svelte', 'astro', 'flow'],
  ...['mypy', 'pyright', 'pylance', 'basedpyright', 'pyrefly', 'ty'],
  ...['rustc', 'cargo', 'rust-analyzer', 'go', 'gopls', 'compiler', 'gcc', 'clang', 'clangd', 'c++', 'cpp'],
  ...['java', 'javac', 'kotlin', 'kotlinc', 'scalac', 'swift', 'csharp', 'omnisharp', 'dotnet', 'msbuild'],
];

const lintTools = [
  ...['eslint', 'oxlint', 'stylelint', 'biome', 'tslint', 'jshint', 'standard', 'xo', 'deno-lint'],
  ...['ruff', 'flake8', 'pylint', 'pycodestyle', 'pydocstyle', 'pyflakes', 'bandit', 'yamllint'],
  ...['clippy', 'golint', 'golangci-lint', 'go vet', 'staticcheck', 'revive', 'shellcheck', 'hadolint'],
  ...['checkstyle', 'ktlint', 'detekt', 'pmd', 'spotbugs', 'rubocop', 'phpcs', 'phpstan', 'markdownlint'],
];

/** In order: the first rule that matches decides. Rules of a tool come before the tool. */
const kindTable: readonly KindRule[] = [
  ...boundaryRules.map((rule) => ({ rule, kind: 'boundary' }) as const),
  ...boundaryTools.map((tool) => ({ tool, kind: 'boundary' }) as const),
  ...schemaRules.map((rule) => ({ rule, kind: 'schema' }) as const),
  ...schemaTools.map((tool) => ({ tool, kind: 'schema' }) as const),
  ...typeRules.map((rule) => ({ rule, kind: 'type' }) as const),
  { tool: 'go vet', kind: 'lint' },
  // The Rust compiler's errors have such a code or, for syntax, none; all else are its lints.
  { tool: 'rustc', rule: 'E????', kind: 'type' },
  { tool: 'rustc', rule: '', kind: 'type' },
  { tool: 'rustc', kind: 'lint' },
  ...typeTools.map((tool) => ({ tool, kind: 'type' }) as const),
  ...lintTools.map((tool) => ({ tool, kind: 'lint' }) as const),
];

/**
 * What a finding breaks; null for a tool that is not known, e.g. a spell checker.
 * @param tool as an editor or a report names it; what stands after a space, `(` or `:` is its version or plug-in
 * @param own rules that come before the table, e.g. from a setting
 */
export function findingKindOf(tool: string, rule: string, own: readonly KindRule[] = []): FindingKind | null {
  const names = [tool, tool.split(/[ (:]/)[0] ?? ''];
  const found = [...own, ...kindTable].find(
    (each) =>
      (each.tool === undefined || names.some((name) => matches(name, each.tool ?? ''))) &&
      (each.rule === undefined || matches(rule, each.rule)),
  );
  return found?.kind ?? null;
}

/** Whether the whole text is the pattern, `*` standing for any characters and `?` for one. */
function matches(text: string, pattern: string): boolean {
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.+()[\]{}|/]/g, '\\$&').replaceAll('?', '.'))
    .join('.*');
  return new RegExp(`^${expression}$`, 'i').test(text);
}
