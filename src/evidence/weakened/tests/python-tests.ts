import type { Source, Span } from '../source/source.js';
import { moreSkipped, plain, runs, type FoundTest } from './found-test.js';
import { blockBelow } from './indented.js';
import { decoratorsAbove, type Decorators } from './python-decorators.js';
import { skipInside, skipOfModule } from './python-skips.js';

interface Scope extends Decorators {
  readonly name: string;
  readonly span: Span;
  readonly indent: number;
  /** Whether pytest or unittest looks for tests in it. */
  readonly isCollected: boolean;
}

/** Tests of pytest and unittest: functions and methods by the names that those look for. */
export function pythonTests(source: Source): FoundTest[] {
  const tests: FoundTest[] = [];
  const around: Scope[] = [];
  const ofModule = skipOfModule(source);
  for (const head of source.code.matchAll(/^([ \t]*)(?:(class)|(?:async[ \t]+)?def)[ \t]+(\w+)([^\n]*)/gm)) {
    const [whole, indentation = '', isClass, name = '', rest = ''] = head;
    const indent = indentation.length;
    while ((around.at(-1)?.indent ?? -1) >= indent) around.pop();
    const decorators = decoratorsAbove(source, head.index + indent);
    const headEnd = headEndOf(source, head.index + whole.length - rest.length);
    const below = blockBelow(source, headEnd, indent);
    const span = {
      start: decorators.start,
      end: Math.max(below.end, source.lineEnd(headEnd)),
    };
    const body = { start: headEnd + 1, end: span.end };
    const scope = { ...decorators, name, span, indent };
    if (isClass === 'class') {
      around.push({ ...scope, isCollected: isTestClass(name, rest) && !isDisowned(source, below) });
      continue;
    }
    if (name.startsWith('test') && around.every(({ isCollected }) => isCollected)) {
      const chain = [...around, scope];
      tests.push({
        ...plain,
        suites: around.map((each) => each.name),
        title: name,
        span,
        body,
        skip: [ofModule, ...chain.map(({ skip }) => skip), skipInside(source, body)].reduce(
          moreSkipped,
          runs,
        ),
        expectsFailure: chain.some(({ expectsFailure }) => expectsFailure),
        isRetried: chain.some(({ isRetried }) => isRetried),
        timeoutMs: chain.findLast(({ timeoutMs }) => timeoutMs !== undefined)?.timeoutMs,
        rows: chain.flatMap(({ rows }) => rows),
      });
    }
    around.push({ ...scope, isCollected: false });
  }
  return tests;
}

/** Classes by the names that pytest looks for, and all with a base, which may be a unittest.TestCase. */
const isTestClass = (name: string, rest: string): boolean =>
  /^_*Test/.test(name) ? !name.startsWith('_') : /^\s*\(\s*(?!object\s*\)|\))/.test(rest);

const isDisowned = ({ code }: Source, { start, end }: Span): boolean =>
  /^\s*__test__\s*=\s*False/m.test(code.slice(start, end));

/** Where the colon of a `def` or `class` is, after parameters that may go over lines. */
function headEndOf(source: Source, from: number): number {
  const open = source.skipSpace(from);
  const after = source.code.charAt(open) === '(' ? source.closing(open) : from;
  const colon = source.code.indexOf(':', after);
  return colon === -1 ? after : colon;
}
