import { closingBracket, splitArguments } from '../syntax/mask.js';
import { readPython, type PythonFile, type PythonTest } from '../syntax/python.js';
import { insertAt, slice, type Span } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { inTests, type Edits } from './python-sites.js';
import { isPythonTest } from './test-files.js';

const decorated =
  (...decorators: readonly string[]) =>
  (test: PythonTest): Edits =>
    decorators.map((decorator) => [insertAt(test.decorators, `${test.indent}${decorator}\n`)]);

const firstInBody =
  (...statements: readonly string[]) =>
  (test: PythonTest): Edits =>
    statements.map((statement) => [insertAt(test.body.start, `${test.bodyIndent}${statement}\n`)]);

const all = (test: PythonTest): Span => ({ start: test.decorators, end: test.end });

/** The body's lines, one step further in; strings over several lines would change, so such bodies are left out. */
const wrapped =
  (before: string, after: string) =>
  (test: PythonTest, text: string): Edits => {
    const body = slice(text, test.body);
    if (/"""|'''|\\\n/.test(body)) return [];
    const inner = body.replace(/^(?=.*\S)/gm, '    ');
    const end = after === '' ? '' : after.replace(/^/gm, test.bodyIndent) + '\n';
    return [[{ ...test.body, text: `${test.bodyIndent}${before}\n${inner.replace(/\n*$/, '\n')}${end}` }]];
  };

const isUnittest = (test: PythonTest): boolean =>
  test.isMethod && test.assertions.some((a) => a.method !== 'assert');

function parameterCases({ text }: SourceText, { masked }: PythonFile): Weakening[] {
  return [...masked.matchAll(/@pytest\.mark\.parametrize\(/g)].flatMap((found) => {
    const open = found.index + found[0].length - 1;
    const list = splitArguments(masked, open)[1];
    const close = closingBracket(masked, open);
    if (list === undefined || close === undefined || masked.charAt(list.start) !== '[') return [];
    const rows = splitArguments(masked, list.start);
    if (rows.length < 2) return [];
    return rows.map(({ start, end }) => {
      const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
      return {
        subject: { start: found.index, end: close + 1 },
        edits: [{ start, end: end + comma, text: '' }],
      };
    });
  });
}

/** What can be done to tests of Python, by operator. */
export const pythonTests: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'delete test': inTests((test) => [[{ ...all(test), text: '' }]]),
  'empty test': inTests((test) =>
    ['pass', '...', 'return'].map((t) => [{ ...test.body, text: `${test.bodyIndent}${t}\n` }]),
  ),
  'skip test': inTests((test) => [
    ...(isUnittest(test)
      ? [...decorated("@unittest.skip('flaky')")(test), ...firstInBody("self.skipTest('flaky')")(test)]
      : [
          ...decorated("@pytest.mark.skip(reason='flaky')", '@pytest.mark.skip')(test),
          ...firstInBody("pytest.skip('flaky')")(test),
        ]),
  ]),
  'skip sometimes': inTests((test) =>
    isUnittest(test)
      ? decorated(
          "@unittest.skipIf(os.environ.get('CI'), 'slow')",
          "@unittest.skipUnless(os.environ.get('SLOW'), 'slow')",
        )(test)
      : decorated("@pytest.mark.skipif(sys.platform == 'linux', reason='slow')")(test),
  ),
  'expect failure': inTests((test) =>
    isUnittest(test)
      ? decorated('@unittest.expectedFailure')(test)
      : decorated('@pytest.mark.xfail', '@pytest.mark.xfail(strict=False)')(test),
  ),
  'skip file': (source) => {
    if (!isPythonTest(source)) return [];
    const file = readPython(source.text);
    const first = file.lines.find((line) => line.indent === '' && /^(class|def|@)/.test(line.code));
    if (first === undefined || file.tests.length === 0) return [];
    const lines = [
      "pytestmark = pytest.mark.skip(reason='flaky')",
      "pytest.skip('flaky', allow_module_level=True)",
    ];
    return lines.map((line) => ({
      subject: { start: 0, end: 0 },
      edits: [insertAt(first.start, `${line}\n\n\n`)],
    }));
  },
  'hide test from runner': inTests((test) =>
    [`_${test.name}`, `disabled_${test.name}`, test.name.replace('test', 'check')].map((text) => [
      { ...test.nameSpan, text },
    ]),
  ),
  'return early': inTests((test) => firstInBody('return', "if os.environ.get('CI'): return")(test)),
  'swallow failures': inTests((test, text) => [
    ...wrapped('try:', 'except Exception:\n    pass')(test, text),
    ...wrapped('with contextlib.suppress(AssertionError):', '')(test, text),
  ]),
  'dead branch': inTests((test, text) => wrapped('if False:', '')(test, text)),
  'comment out test': inTests((test, text) => [
    [{ ...all(test), text: slice(text, all(test)).replace(/^(?=.*\S)/gm, '# ') }],
  ]),
  'remove case': (source) => (isPythonTest(source) ? parameterCases(source, readPython(source.text)) : []),
  'raise timeout': inTests((test) => (isUnittest(test) ? [] : decorated('@pytest.mark.timeout(0)')(test))),
  'retry test': inTests((test) => (isUnittest(test) ? [] : decorated('@pytest.mark.flaky(reruns=5)')(test))),
  'mock the unit under test': (source) => {
    const own = /^from ((?:\.|\w)[\w.]*) import (\w+)/m.exec(source.text);
    const target =
      own &&
      !/^(__future__|typing|os|sys|unittest|pytest|io|re|collections|datetime|functools)\b/.test(
        own[1] ?? '',
      );
    if (!own || !target || own[1]?.startsWith('.')) return [];
    return inTests((test) => {
      const parameter = test.isMethod
        ? `@mock.patch('${own[1] ?? ''}.${own[2] ?? ''}', lambda *args, **kwargs: True)`
        : '';
      return parameter === '' ? [] : decorated(parameter)(test);
    })(source);
  },
};
