import { coversProject } from './check-scope.js';
import type { CheckKind } from './evidence.js';

/** What a command can be recognised as checking. */
export type RecognisedCheck = Exclude<CheckKind, 'other'>;

/** Programs that check by being run at all; `build` includes type checkers, which answer the same question. */
const byProgram: ReadonlyMap<string, RecognisedCheck> = new Map([
  ['tsc', 'build'],
  ['vue-tsc', 'build'],
  ['mypy', 'build'],
  ['pyright', 'build'],
  ['eslint', 'lint'],
  ['oxlint', 'lint'],
  ['stylelint', 'lint'],
  ['flake8', 'lint'],
  ['pylint', 'lint'],
  ['golangci-lint', 'lint'],
  ['shellcheck', 'lint'],
  ['vitest', 'test'],
  ['jest', 'test'],
  ['mocha', 'test'],
  ['ava', 'test'],
  ['pytest', 'test'],
  ['tox', 'test'],
]);

/** Programs whose first word says what they do. */
const bySubcommand: Readonly<Record<string, Readonly<Record<string, RecognisedCheck>>>> = {
  go: { build: 'build', vet: 'lint', test: 'test' },
  cargo: { build: 'build', check: 'build', clippy: 'lint', test: 'test', nextest: 'test' },
  dotnet: { build: 'build', test: 'test' },
  deno: { check: 'build', lint: 'lint', test: 'test' },
  ruff: { check: 'lint' },
  biome: { check: 'lint', lint: 'lint' },
  mvn: { compile: 'build', package: 'build', test: 'test', verify: 'test' },
  gradle: { build: 'build', assemble: 'build', test: 'test', check: 'test' },
  bun: { test: 'test' },
};

const packageManagers = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const runScript = new Set(['run', 'run-script']);
const execute = new Set(['exec', 'x', 'dlx']);
/** Words that stand before a command and leave its exit code alone. */
const wrappers = new Set(['npx', 'bunx', 'pnpx', 'env', 'time', 'sudo', 'nice', 'command', 'cross-env']);
/** Steps between checks that do not check by themselves. */
const bystanders = new Set([
  'cd',
  'export',
  'set',
  'echo',
  'clear',
  'sleep',
  'source',
  '.',
  'pushd',
  'popd',
  'true',
]);
/** Asked for help or a version, or to go on for ever, a checker checks nothing. */
const notChecking = /^(--help|-h|--version|-V|--watch|--watchAll|-w|--init|--ui|--list|--collect-only)$/;

interface NamedCheck {
  readonly check: RecognisedCheck;
  /** The command's first words, as shown to people. */
  readonly label: string;
  /** Present when it looks at the whole project. */
  readonly scope?: 'project';
}

/** A check with the exit code that was proven for it; null when it was cancelled. */
export interface CheckOutcome extends NamedCheck {
  readonly exitCode: number | null;
}

/** What shells and Windows say of a program that was interrupted or ended from outside. */
const cancelledCodes: ReadonlySet<number | null> = new Set([130, 137, 143, 3221225786, -1073741510]);

interface ParsedLine {
  /** In order; empty when the line's exit code says nothing of them (a pipe, `||`, a background job, an early `;`). */
  readonly checks: readonly NamedCheck[];
  /** True when nothing else on the line can have failed. */
  readonly isAlone: boolean;
}

const quoted = /"[^"]*"|'[^']*'/g;
const nothing: ParsedLine = { checks: [], isAlone: false };

/** The checks that a command line runs and whose result its exit code tells, in order. */
export function checksOf(commandLine: string): readonly RecognisedCheck[] {
  return parse(commandLine).checks.map(({ check }) => check);
}

/**
 * What an ended command line proves. Exit code 0 proves every check of an `&&` chain; any other proves the failure of
 * a check only when it stood alone.
 */
export function outcomesOf(commandLine: string, exitCode: number | null): CheckOutcome[] {
  const { checks, isAlone } = parse(commandLine);
  if (exitCode !== 0 && !isAlone) return [];
  return checks.map((each) => ({ ...each, exitCode: cancelledCodes.has(exitCode) ? null : exitCode }));
}

function parse(commandLine: string): ParsedLine {
  const line = commandLine.trim().replace(quoted, (text) => text.replace(/[|&;\n]/g, '_'));
  if (/\|/.test(line) || /(^|[^&>])&(?![&>])/.test(line)) return nothing;
  const statements = line.split(/[;\n]/).filter((statement) => statement.trim() !== '');
  const last = statements.pop();
  if (last === undefined || !statements.flatMap(stepsOf).every(isBystander)) return nothing;
  const serious = stepsOf(last).filter((words) => !isBystander(words));
  const checks = serious.flatMap((words) => {
    const check = checkOf(words);
    if (check === undefined) return [];
    const isWhole = coversProject(
      [programOf(words[0] ?? ''), ...words.slice(1)],
      (word) => checkOfScript(word) !== undefined,
    );
    return [{ check, label: labelOf(words), ...(isWhole ? { scope: 'project' as const } : {}) }];
  });
  return { checks, isAlone: serious.length === 1 && checks.length === 1 };
}

/** A task as its definition shows it. */
export interface TaskFacts {
  readonly name: string;
  /** Id of its group, e.g. `build` or `test`. */
  readonly group: string | undefined;
  readonly commandLine: string | undefined;
}

/** Whether what a task runs looks at the whole project, as far as its words tell. */
export function coversProjectAsTask(commandLine: string): boolean {
  const { checks } = parse(commandLine);
  return checks.length > 0 && checks.every(({ scope }) => scope === 'project');
}

/** What a task checks. A linter's name comes before the group, since there is no group for linters. */
export function checkOfTask(task: TaskFacts): CheckKind {
  const { checks, isAlone } = parse(task.commandLine ?? '');
  const byCommand = isAlone ? checks[0]?.check : undefined;
  const byName = checkOfScript(task.name);
  if (task.group === 'test') return 'test';
  if (byCommand === 'lint' || byName === 'lint') return 'lint';
  if (task.group === 'build') return 'build';
  return byCommand ?? byName ?? 'other';
}

/** Values of options may be secrets and are left out. */
function labelOf([program = '', ...rest]: readonly string[]): string {
  const words = rest.filter((word) => !word.includes('='));
  return [programOf(program), ...words].slice(0, 3).join(' ');
}

function stepsOf(statement: string): string[][] {
  return statement.split('&&').map((step) => unwrap(step.trim().split(/\s+/).map(unquote)));
}

function unquote(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}

/** The words from the program on, without assignments and wrappers before it. */
function unwrap(words: readonly string[]): string[] {
  let rest = [...words];
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    if (first === 'timeout') rest = rest.slice(2);
    else if (/^\w+=/.test(first) || wrappers.has(programOf(first))) rest = rest.slice(1);
    else if (first.startsWith('-') && rest.length < words.length) rest = rest.slice(1);
    else break;
  }
  return rest;
}

function programOf(word: string): string {
  const name = word.replace(/^.*[\\/]/, '').replace(/\.(exe|cmd|ps1|sh|m?js)$/, '');
  return name === 'gradlew' ? 'gradle' : name === 'mvnw' ? 'mvn' : name;
}

function isBystander(words: readonly string[]): boolean {
  return words[0] === undefined || words[0] === '' || bystanders.has(words[0]);
}

function checkOf(words: readonly string[]): RecognisedCheck | undefined {
  const [first = '', ...rest] = words;
  if (rest.some((word) => notChecking.test(word))) return undefined;
  const program = programOf(first);
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (packageManagers.has(program)) {
    const [verb = '', script = ''] = plain;
    if (execute.has(verb)) return checkOf(plain.slice(1));
    if (runScript.has(verb)) return checkOfScript(script);
    if (program === 'npm') return verb === 'test' || verb === 't' ? 'test' : undefined;
    return checkOf(plain) ?? bySubcommand[program]?.[verb] ?? checkOfScript(verb);
  }
  if (program === 'node' || program === 'nodejs') return checkOfNode(rest);
  if (/^python[\d.]*$/.test(program)) return checkOfPython(rest);
  if (program === 'make') return checkOfScript(plain[0] ?? 'build');
  return byProgram.get(program) ?? bySubcommand[program]?.[plain[0] ?? ''];
}

function checkOfNode(rest: readonly string[]): RecognisedCheck | undefined {
  if (rest.includes('--test')) return 'test';
  const script = rest.indexOf('--run');
  if (script >= 0) return checkOfScript(rest[script + 1] ?? '');
  const file = rest.find((word) => !word.startsWith('-'));
  return file?.includes('node_modules') === true ? byProgram.get(programOf(file)) : undefined;
}

function checkOfPython(rest: readonly string[]): RecognisedCheck | undefined {
  if (rest[0] !== '-m') return undefined;
  return rest[1] === 'unittest' ? 'test' : checkOf(rest.slice(1));
}

/** What a script, make target or task of this name checks, e.g. `test:unit` or `npm: lint`. */
function checkOfScript(name: string): RecognisedCheck | undefined {
  const words = name.toLowerCase().split(/[^a-z\d]+/);
  const named = (candidates: readonly string[]): boolean => candidates.some((word) => words.includes(word));
  if (named(['watch', 'dev', 'fix', 'format', 'update'])) return undefined;
  if (named(['lint', 'eslint', 'ruff', 'flake8', 'clippy', 'vet', 'oxlint'])) return 'lint';
  if (named(['test', 'tests', 'vitest', 'jest', 'mocha', 'pytest', 'unit'])) return 'test';
  if (named(['build', 'compile', 'tsc', 'typecheck', 'types', 'mypy'])) return 'build';
  return undefined;
}
