import { describe, expect, it } from 'vitest';
import { outcomesOf } from '../../../src/evidence/check-command.js';
import { foldersEntered } from '../../../src/evidence/check-folder.js';

describe('the scope of a check', () => {
  it.each([
    'npm test',
    'npm run test:unit',
    'npx vitest run',
    'vitest run --coverage',
    'npx tsc -p .',
    'tsc --noEmit -p tsconfig.build.json',
    'npx eslint . --max-warnings=0',
    'pytest',
    'pytest -q',
    'python -m pytest',
    'go test ./...',
    'cargo test',
    'cargo clippy -- -D=warnings',
    'ruff check .',
    'make test',
    'node --test',
    './gradlew test',
  ])('of %s is the project', (line) => {
    expect(outcomesOf(line, 0).map(({ scope }) => scope)).toEqual(['project']);
  });

  it.each([
    'npm test -- src/cart.test.ts',
    'npx vitest run cart',
    'vitest run -t rounds',
    'npx eslint src/money.ts',
    'pytest tests/test_cart.py',
    'pytest -k rounds',
    'go test ./cart',
    'cargo test rounds',
    'cargo test --package shop',
    'jest --findRelatedTests src/cart.ts',
  ])('of %s is not known', (line) => {
    const [outcome] = outcomesOf(line, 0);
    expect(outcome).toBeDefined();
    expect(outcome).not.toHaveProperty('scope');
  });
});

describe('a check that was interrupted', () => {
  it.each([130, 143, 3221225786])('with %d has neither passed nor failed', (code) => {
    expect(outcomesOf('npm test', code).map(({ exitCode }) => exitCode)).toEqual([null]);
  });
});

describe('foldersEntered', () => {
  it.each([
    ['npm test', []],
    ['cd packages/a && npm test', ['packages/a']],
    ['cd "my shop"; cd b && npm test', ['my shop', 'b']],
    ['npm --prefix ../other test', ['../other']],
    ['make -C sub test', ['sub']],
    ['cd $HOME && npm test', null],
    ['cd ~/x && npm test', null],
    ['cd - && npm test', null],
  ])('of %s', (line, folders) => {
    expect(foldersEntered(line)).toEqual(folders);
  });
});
