import { describe, expect, it } from 'vitest';
import { findingKindOf } from '../../../src/evidence/finding-kinds.js';

describe('findingKindOf', () => {
  it.each([
    ['eslint', 'boundaries/element-types', 'boundary'],
    ['eslint', 'import-x/no-restricted-paths', 'boundary'],
    ['golangci-lint', 'depguard', 'boundary'],
    ['golangci-lint', 'typecheck', 'type'],
    ['golangci-lint', 'errcheck', 'lint'],
    ['dependency-cruiser', 'no-circular', 'boundary'],
    ['go vet', 'printf', 'lint'],
    ['go', '', 'type'],
    ['rustc', 'E0308', 'type'],
    ['rustc', 'unused_variables', 'lint'],
    ['clippy', 'clippy::needless_return', 'lint'],
    ['eslint (flat)', 'eqeqeq', 'lint'],
    ['yaml-schema: openapi', '', 'schema'],
    ['spectral', 'oas3-schema', 'schema'],
  ])('%s %s is of kind %s', (tool, rule, kind) => {
    expect(findingKindOf(tool, rule)).toBe(kind);
  });

  it('asks the rules of a person first', () => {
    const own = [{ tool: 'eslint', rule: 'our-layers/*', kind: 'boundary' } as const];
    expect(findingKindOf('eslint', 'our-layers/ui', own)).toBe('boundary');
    expect(findingKindOf('eslint', 'eqeqeq', own)).toBe('lint');
    expect(findingKindOf('eslint', 'our-layers/ui')).toBe('lint');
  });

  it('takes no pattern for a regular expression', () => {
    expect(findingKindOf('x', 'abc', [{ rule: 'a.c', kind: 'lint' }])).toBeNull();
    expect(findingKindOf('x', 'a(c', [{ rule: 'a(c', kind: 'lint' }])).toBe('lint');
  });
});
