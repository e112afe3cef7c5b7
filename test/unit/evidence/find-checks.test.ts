import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../../src/evidence/check-definition.js';
import { findChecks } from '../../../src/evidence/find-checks.js';

function found(files: Record<string, string>): string[] {
  return findChecks(new Map(Object.entries(files))).map(
    ({ check, commandLine }) => `${check}: ${commandLine}`,
  );
}

describe('findChecks', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', { 'README.md': '# x' }, []],
    [
      'scripts of npm',
      { 'package.json': '{"scripts":{"test":"vitest run","lint":"eslint .","build":"tsc","dev":"vite"}}' },
      ['build: npm run build', 'lint: npm run lint', 'test: npm test'],
    ],
    [
      'scripts of pnpm',
      { 'package.json': '{"scripts":{"test":"vitest run"}}', 'pnpm-lock.yaml': '' },
      ['test: pnpm run test'],
    ],
    [
      'the script that npm init writes',
      { 'package.json': '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}' },
      [],
    ],
    [
      'tools without scripts',
      {
        'package.json': '{"devDependencies":{"typescript":"6","eslint":"10","jest":"30"}}',
        'tsconfig.json': '{}',
        'eslint.config.mjs': '',
      },
      ['build: npx tsc --noEmit -p .', 'lint: npx eslint .', 'test: npx jest'],
    ],
    [
      'tasks, with comments',
      {
        '.vscode/tasks.json': `{ // mine
          "tasks": [
            { "label": "all", "command": "./make-it.sh", "group": { "kind": "build", "isDefault": true } },
            { "label": "watch", "command": "npx tsc -w" },
            { "label": "t", "command": "npx", "args": ["vitest", "run"], "group": "test" },
            { "label": "v", "command": "npx eslint \${file}" },
          ]
        }`,
      },
      ['build: ./make-it.sh', 'test: npx vitest run'],
    ],
    [
      'Python',
      {
        'pyproject.toml':
          '[project]\\nname = "x"\\n[tool.ruff]\\n[tool.pytest.ini_options]\\n[tool.mypy]\\n'.replaceAll(
            '\\n',
            '\n',
          ),
      },
      ['build: mypy .', 'lint: ruff check .', 'test: python3 -m pytest'],
    ],
    ['flake8', { 'setup.cfg': '[flake8]\nmax-line-length = 100\n' }, ['lint: flake8']],
    ['Cargo', { 'Cargo.toml': '' }, ['build: cargo build', 'lint: cargo clippy', 'test: cargo test']],
    ['Go', { 'go.mod': '' }, ['build: go build ./...', 'lint: go vet ./...', 'test: go test ./...']],
    ['Maven', { 'pom.xml': '', mvnw: '' }, ['build: ./mvnw compile', 'test: ./mvnw test']],
    ['Gradle', { 'build.gradle.kts': '' }, ['build: gradle assemble', 'test: gradle test']],
    [
      'make',
      {
        Makefile:
          'CC := gcc\n\nall: main.o\n\t$(CC) main.o\n\nlint:\n\tshellcheck *.sh\n\ntest: all\n\t./t.sh\n',
      },
      ['build: make all', 'lint: make lint', 'test: make test'],
    ],
    ['broken files', { 'package.json': '{', '.vscode/tasks.json': '[[[', 'pyproject.toml': '\u0000' }, []],
  ])('of %s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });

  it('names a command once', () => {
    const tasks = '{"tasks":[{"label":"test","command":"npm test"}]}';
    expect(found({ 'package.json': '{"scripts":{"test":"vitest"}}', '.vscode/tasks.json': tasks })).toEqual([
      'test: npm test',
    ]);
  });
});

describe('definitionOf', () => {
  const scripts = { pretest: 'npm run build', test: 'vitest run', build: 'tsc', other: 'rm -rf /' };
  const files = new Map([
    ['package.json', JSON.stringify({ scripts })],
    ['Makefile', 'test: all\n\t./t.sh\n\nall:\n\tcc main.c\n'],
  ]);

  it('follows scripts to the scripts that they start', () => {
    expect(definitionOf('npm test', files)).toBe('pretest: npm run build\nbuild: tsc\ntest: vitest run');
  });

  it('follows targets to the targets that they need', () => {
    expect(definitionOf('make test', files)).toBe('make test: all\n./t.sh\nmake all: \ncc main.c');
  });

  it('is empty where the command speaks for itself', () => {
    expect(definitionOf('pytest -q', files)).toBe('');
  });

  it('changes with what it tells of, and with nothing else', () => {
    const changed = (name: keyof typeof scripts): ReadonlyMap<string, string> =>
      new Map([['package.json', JSON.stringify({ scripts: { ...scripts, [name]: 'curl evil' } })]]);
    const before = definitionOf('npm test', files);
    expect(definitionOf('npm test', changed('build'))).not.toBe(before);
    expect(definitionOf('npm test', changed('pretest'))).not.toBe(before);
    expect(definitionOf('npm test', changed('other'))).toBe(before);
  });
});
