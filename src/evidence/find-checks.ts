import { parse } from 'jsonc-parser';
import {
  definitionOf,
  isRecord,
  manifestIn,
  scriptsIn,
  targetsIn,
  type ProjectFiles,
} from './check-definition.js';
import { checkOfTask, type RecognisedCheck } from './check-command.js';

/** A command of the project that checks something. */
export interface FoundCheck {
  readonly check: RecognisedCheck;
  readonly commandLine: string;
  /** The file that told of it; empty for one that a person typed. */
  readonly from: string;
  /** What the project's files make of the command line. */
  readonly definition: string;
}

type Found = Omit<FoundCheck, 'definition'>;

/** The files that `findChecks` looks into. */
export const checkFiles: readonly string[] = [
  ...['.vscode/tasks.json', 'package.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'tsconfig.json'],
  ...['eslint.config.js', 'eslint.config.mjs', 'eslint.config.ts', '.eslintrc.json', '.eslintrc.cjs'],
  ...[
    'pyproject.toml',
    'setup.cfg',
    'tox.ini',
    'pytest.ini',
    '.flake8',
    'ruff.toml',
    'mypy.ini',
    'conftest.py',
  ],
  ...[
    'Cargo.toml',
    'go.mod',
    'pom.xml',
    'mvnw',
    'build.gradle',
    'build.gradle.kts',
    'gradlew',
    'Makefile',
    'makefile',
  ],
];

/** The build, lint and test commands that a project names or that its kind implies, the likeliest of each kind first. */
export function findChecks(files: ProjectFiles): FoundCheck[] {
  const found = [
    ...fromTasks(files),
    ...fromScripts(files),
    ...fromJavaScript(files),
    ...fromPython(files),
    ...fromOthers(files),
    ...fromMakefile(files),
  ];
  const distinct = new Map(found.toReversed().map((each) => [each.commandLine, each]));
  return [...distinct.values()]
    .toReversed()
    .map((each) => ({ ...each, definition: definitionOf(each.commandLine, files) }));
}

function fromTasks(files: ProjectFiles): Found[] {
  const document: unknown = parse(files.get('.vscode/tasks.json') ?? '{}');
  const tasks: unknown = isRecord(document) ? document['tasks'] : undefined;
  if (!Array.isArray(tasks)) return [];
  return tasks.flatMap((task: unknown): Found[] => {
    if (!isRecord(task) || typeof task['command'] !== 'string' || task['isBackground'] === true) return [];
    const args: unknown[] = Array.isArray(task['args']) ? task['args'] : [];
    const words = args.filter((arg) => typeof arg === 'string');
    const commandLine = [
      task['command'],
      ...words.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)),
    ].join(' ');
    // Only VS Code can fill in its variables, and folders of their own are not ours to guess.
    if (words.length < args.length || commandLine.includes('${') || isRecord(task['options'])) return [];
    const group: unknown = isRecord(task['group']) ? task['group']['kind'] : task['group'];
    const label = typeof task['label'] === 'string' ? task['label'] : '';
    const check = checkOfTask({
      name: label,
      group: typeof group === 'string' ? group : undefined,
      commandLine,
    });
    return check === 'other' ? [] : [{ check, commandLine, from: '.vscode/tasks.json' }];
  });
}

const scriptNames: Readonly<Record<RecognisedCheck, readonly string[]>> = {
  build: ['build', 'compile', 'typecheck', 'type-check', 'check-types', 'types', 'tsc'],
  lint: ['lint', 'eslint', 'lint:check'],
  test: ['test', 'test:unit', 'unit', 'tests'],
};

function fromScripts(files: ProjectFiles): Found[] {
  const scripts = scriptsIn(files);
  const manager = packageManager(files);
  return kinds.flatMap((check) =>
    scriptNames[check]
      .filter((name) => Object.hasOwn(scripts, name) && !/no test specified/.test(scripts[name] ?? ''))
      .map((name) => {
        const commandLine = name === 'test' && manager === 'npm' ? 'npm test' : `${manager} run ${name}`;
        return { check, commandLine, from: 'package.json' };
      }),
  );
}

const kinds: readonly RecognisedCheck[] = ['build', 'lint', 'test'];

function packageManager(files: ProjectFiles): string {
  if (files.has('pnpm-lock.yaml')) return 'pnpm';
  if (files.has('yarn.lock')) return 'yarn';
  return files.has('bun.lock') ? 'bun' : 'npm';
}

/** Tools that are installed and set up, without a script. */
function fromJavaScript(files: ProjectFiles): Found[] {
  const manifest = manifestIn(files);
  const dependencies = [manifest['dependencies'], manifest['devDependencies']].filter(isRecord);
  const has = (name: string): boolean => dependencies.some((each) => Object.hasOwn(each, name));
  const from = 'package.json';
  const isLintable = [...files.keys()].some((name) => /^(?:eslint\.config\.|\.eslintrc)/.test(name));
  return [
    ...(has('typescript') && files.has('tsconfig.json')
      ? [{ check: 'build', commandLine: 'npx tsc --noEmit -p .', from } as const]
      : []),
    ...(has('eslint') && isLintable ? [{ check: 'lint', commandLine: 'npx eslint .', from } as const] : []),
    ...(has('vitest') ? [{ check: 'test', commandLine: 'npx vitest run', from } as const] : []),
    ...(has('jest') ? [{ check: 'test', commandLine: 'npx jest', from } as const] : []),
    ...(has('mocha') ? [{ check: 'test', commandLine: 'npx mocha', from } as const] : []),
  ];
}

function fromPython(files: ProjectFiles): Found[] {
  const named = (pattern: RegExp): string | undefined =>
    ['pyproject.toml', 'setup.cfg', 'tox.ini'].find((name) => pattern.test(files.get(name) ?? ''));
  const tools: readonly [RecognisedCheck, string, string | undefined][] = [
    ['build', 'mypy .', has(files, 'mypy.ini') ?? named(/^\[(?:tool\.)?mypy\b/m)],
    ['lint', 'ruff check .', has(files, 'ruff.toml') ?? named(/^\[tool\.ruff\b/m)],
    ['lint', 'flake8', has(files, '.flake8') ?? named(/^\[flake8\]/m)],
    [
      'test',
      'python3 -m pytest',
      has(files, 'pytest.ini') ??
        has(files, 'conftest.py') ??
        named(/^\[(?:tool\.|tool:)?pytest\b|["']pytest\b/m),
    ],
  ];
  return tools.flatMap(([check, commandLine, from]) =>
    from === undefined ? [] : [{ check, commandLine, from }],
  );
}

function has(files: ProjectFiles, name: string): string | undefined {
  return files.has(name) ? name : undefined;
}

function fromOthers(files: ProjectFiles): Found[] {
  const maven = files.has('mvnw') ? './mvnw' : 'mvn';
  const gradle = files.has('gradlew') ? './gradlew' : 'gradle';
  const byFile: readonly [string, readonly [string, string | undefined, string]][] = [
    ['Cargo.toml', ['cargo build', 'cargo clippy', 'cargo test']],
    ['go.mod', ['go build ./...', 'go vet ./...', 'go test ./...']],
    ['pom.xml', [`${maven} compile`, undefined, `${maven} test`]],
    ['build.gradle', [`${gradle} assemble`, undefined, `${gradle} test`]],
    ['build.gradle.kts', [`${gradle} assemble`, undefined, `${gradle} test`]],
  ];
  return byFile
    .filter(([file]) => files.has(file))
    .flatMap(([from, commandLines]) =>
      kinds.flatMap((check, index) => {
        const commandLine = commandLines[index];
        return commandLine === undefined ? [] : [{ check, commandLine, from }];
      }),
    );
}

function fromMakefile(files: ProjectFiles): Found[] {
  const targets = targetsIn(files);
  const names: Readonly<Record<RecognisedCheck, readonly string[]>> = {
    build: ['build', 'all', 'compile'],
    lint: ['lint'],
    test: ['test', 'tests', 'check'],
  };
  return kinds.flatMap((check) =>
    names[check]
      .filter((name) => targets.has(name))
      .map((name) => ({ check, commandLine: `make ${name}`, from: 'Makefile' })),
  );
}
