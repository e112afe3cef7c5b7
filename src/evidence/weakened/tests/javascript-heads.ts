import { partsBetween } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';

/** The call that declares a test or a suite, before anything is known of what it is given. */
export interface TestHead {
  readonly start: number;
  readonly isSuite: boolean;
  /** `skip`, `only`, `each` and what else is said with dots; `own` for a name that the file itself gives. */
  readonly marks: readonly string[];
  /** Arguments of the marks, as those of `each` and `skipIf`. */
  readonly given: Span | undefined;
  readonly open: number;
  readonly parts: readonly Span[];
}

const suites = ['describe', 'context', 'suite'];
const tests = ['it', 'test', 'specify'];
const names = [...suites, ...tests].flatMap((name) => [name, `x${name}`]);
const focused = ['fit', 'ftest', 'fdescribe', 'fcontext'];
/** What a test may be called on: the context of node:test and tap, QUnit, Deno. */
const receivers = /^(?:t|tt|st|ctx|tap|QUnit|Deno|bdd|lab|mocha)$/;
const marks =
  /^(?:skip|only|todo|each|failing|fails|fail|concurrent|sequential|serial|parallel|shuffle|skipIf|runIf|if|for|cb|describe|prop|ignore|todoIf)$/;
/** These take arguments of their own, before those of the test. */
const takesArguments = /^(?:each|skipIf|runIf|if|for|prop|todoIf)$/;

/** Every call in a file that declares a test or a suite. */
export function testHeads(source: Source): TestHead[] {
  const own = ownNames(source);
  const heads = new RegExp(
    String.raw`(?<![\w$.#])(?:(\w+)\s*\.\s*)?(${[...names, ...focused, ...own].join('|')})(?![\w$])`,
    'g',
  );
  return [...source.code.matchAll(heads)].flatMap((head) => {
    const [whole, receiver, name = ''] = head;
    // `(string | undefined)`: a group that takes no part.
    if (String(receiver) !== 'undefined' && !receivers.test(receiver ?? '')) return [];
    const first = [
      ...(own.includes(name) ? ['own'] : []),
      ...(name.startsWith('x') ? ['skip'] : []),
      ...(focused.includes(name) ? ['only'] : []),
    ];
    return headAt(source, head.index, head.index + whole.length, name, first) ?? [];
  });
}

/** Names that a file gives to tests that run under a condition: `const itUnix = isWindows ? it.skip : it`. */
function ownNames({ code }: Source): string[] {
  const definitions = /\b(?:const|let|var)\s+([A-Za-z]\w*)\s*=\s*([^;=\n]{0,120})/g;
  return [...code.matchAll(definitions)].flatMap(([, name = '', value = '']) =>
    /(?<![\w$.])(?:it|test|describe)(?:\.\w+)?(?:\s*[;:?)]|\s*$)/.test(value) ? [name] : [],
  );
}

function headAt(
  source: Source,
  start: number,
  from: number,
  name: string,
  first: readonly string[],
): TestHead | undefined {
  const { code } = source;
  const said = [...first];
  let given: Span | undefined;
  let at = source.skipSpace(from);
  for (;;) {
    const mark = /^\.\s*(\w+)/.exec(code.slice(at, at + 40));
    const takes = takesArguments.test(said.at(-1) ?? '') && given === undefined;
    if (mark !== null) {
      if (!marks.test(mark[1] ?? '')) return undefined;
      said.push(mark[1] ?? '');
      at = source.skipSpace(at + mark[0].length);
    } else if (takes && /[(`]/.test(code.charAt(at))) {
      const end = code.charAt(at) === '(' ? source.closing(at) : code.indexOf('`', at + 1);
      if (end === -1) return undefined;
      given = { start: at, end };
      at = source.skipSpace(end + 1);
    } else if (code.charAt(at) === ')' && code.charAt(source.skipSpace(at + 1)) === '(' && said.length > 0) {
      // (isWindows ? it : it.skip)('…')
      said.push('own');
      at = source.skipSpace(at + 1);
    } else break;
  }
  if (code.charAt(at) !== '(') return undefined;
  const isSuite = suites.some((suite) => name.endsWith(suite)) || said.includes('describe');
  return { start, isSuite, marks: said, given, open: at, parts: partsBetween(source, at) };
}
