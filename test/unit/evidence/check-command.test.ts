import { describe, expect, it } from 'vitest';
import { checkOfTask, checksOf, outcomesOf } from '../../../src/evidence/check-command.js';

describe('checksOf', () => {
  it.each([
    ['tsc', 'build'],
    ['npx tsc --noEmit -p .', 'build'],
    ['./node_modules/.bin/eslint src', 'lint'],
    ['node node_modules/eslint/bin/eslint.js .', 'lint'],
    ['npm test', 'test'],
    ['npm t -- --coverage', 'test'],
    ['npm run build', 'build'],
    ['npm run lint', 'lint'],
    ['npm run test:unit', 'test'],
    ['npm exec vitest run', 'test'],
    ['pnpm lint', 'lint'],
    ['pnpm exec jest', 'test'],
    ['yarn test', 'test'],
    ['yarn tsc', 'build'],
    ['bun test', 'test'],
    ['vitest run', 'test'],
    ['jest -i', 'test'],
    ['mocha "test/**/*.js"', 'test'],
    ['node --test', 'test'],
    ['node --import tsx --test test/a.test.ts', 'test'],
    ['node --run lint', 'lint'],
    ['pytest -q tests', 'test'],
    ['python -m pytest', 'test'],
    ['python3.12 -m unittest', 'test'],
    ['python3 -m mypy src', 'build'],
    ['go test ./...', 'test'],
    ['go build ./...', 'build'],
    ['go vet ./...', 'lint'],
    ['cargo test', 'test'],
    ['cargo build --release', 'build'],
    ['cargo clippy -- -D warnings', 'lint'],
    ['ruff check .', 'lint'],
    ['flake8', 'lint'],
    ['mypy .', 'build'],
    ['./gradlew test', 'test'],
    ['make', 'build'],
    ['make test', 'test'],
    ['CI=1 npm test', 'test'],
    ['env CI=1 npm test', 'test'],
    ['timeout 60 npm test', 'test'],
    ['cd packages/a && npm test', 'test'],
    ['export CI=1; npm test', 'test'],
    ['npm test 2>&1', 'test'],
    ['vitest run -t "a|b"', 'test'],
  ])('knows %s', (line, check) => {
    expect(checksOf(line)).toEqual([check]);
  });

  it.each([
    [''],
    ['ls'],
    ['git commit -m "npm test"'],
    ['git commit -m "x && npm test"'],
    ['npm install'],
    ['npm run dev'],
    ['npm run lint:fix'],
    ['npm run test:watch'],
    ['tsc --watch'],
    ['tsc -w'],
    ['eslint --version'],
    ['vitest --help'],
    ['npm test | tee log'],
    ['npm test || true'],
    ['npm test &'],
    ['npm test; ls'],
    ['node server.js'],
    ['node test.js'],
    ['python test.py'],
    ['go run .'],
    ['ruff format .'],
    ['cat eslint.config.js'],
  ])('leaves %s alone', (line) => {
    expect(checksOf(line)).toEqual([]);
  });
});

describe('outcomesOf', () => {
  it('takes success as proof of every check in a chain', () => {
    expect(outcomesOf('npm ci && npm run build && npm test', 0)).toEqual([
      { check: 'build', label: 'npm run build', scope: 'project', exitCode: 0 },
      { check: 'test', label: 'npm test', scope: 'project', exitCode: 0 },
    ]);
  });

  it('blames nobody when one of several steps failed', () => {
    expect(outcomesOf('npm run build && npm test', 1)).toEqual([]);
    expect(outcomesOf('npm ci && npm test', 1)).toEqual([]);
  });

  it('blames a check that stood alone', () => {
    expect(outcomesOf('cd app && npm test', 2)).toEqual([
      { check: 'test', label: 'npm test', scope: 'project', exitCode: 2 },
    ]);
    expect(outcomesOf('npm test', null)).toEqual([
      { check: 'test', label: 'npm test', scope: 'project', exitCode: null },
    ]);
  });
});

describe('labels', () => {
  it('name the command and none of its values', () => {
    const labels = (line: string): string[] => outcomesOf(line, 0).map(({ label }) => label);
    expect(labels('TOKEN=abc npx --yes vitest run src/a --token=abc --reporter=dot')).toEqual([
      'vitest run src/a',
    ]);
    expect(labels('./node_modules/.bin/tsc -p .')).toEqual(['tsc -p .']);
  });
});

describe('checkOfTask', () => {
  const task = (name: string, group?: string, commandLine?: string): string =>
    checkOfTask({ name, group, commandLine });

  it('goes by the group', () => {
    expect(task('all', 'build', './make-it.sh')).toBe('build');
    expect(task('all', 'test', './try-it.sh')).toBe('test');
  });

  it('puts a linter before the group, because linters have none', () => {
    expect(task('lint', 'build')).toBe('lint');
    expect(task('check style', 'build', 'eslint .')).toBe('lint');
    expect(task('npm: lint')).toBe('lint');
  });

  it('goes by the command and then the name without a group', () => {
    expect(task('verify', undefined, 'npm test')).toBe('test');
    expect(task('npm: build')).toBe('build');
    expect(task('serve', undefined, 'node server.js')).toBe('other');
  });
});
