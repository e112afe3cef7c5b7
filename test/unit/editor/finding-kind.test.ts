import { describe, expect, it } from 'vitest';
import { findingKindOf } from '../../../src/editor/observe/finding-kind.js';

describe('findingKindOf', () => {
  it.each([
    ['ts', '2322', 'type'],
    ['mypy', 'attr-defined', 'type'],
    ['Pylance', 'reportAttributeAccessIssue', 'type'],
    ['eslint', 'no-unused-vars', 'lint'],
    ['Ruff', 'F401', 'lint'],
    ['json', '768', 'schema'],
    ['YAML', '', 'schema'],
    ['eslint', 'import/no-restricted-paths', 'boundary'],
    ['eslint', '@typescript-eslint/no-restricted-imports', 'boundary'],
    ['eslint', '@nx/enforce-module-boundaries', 'boundary'],
  ])('%s %s breaks %s', (source, code, kind) => {
    expect(findingKindOf(source, code)).toBe(kind);
  });

  it.each([['cSpell'], [undefined], ['']])('takes no word from %s', (source) => {
    expect(findingKindOf(source, 'x')).toBeNull();
  });
});
