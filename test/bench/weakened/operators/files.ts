import { isGoTest, isJavaScriptTest, isPythonTest } from './test-files.js';
import { fileOperator, textOperator, type Operator, type SourceText } from './operator.js';

const isRustTest = ({ path, text }: SourceText): boolean =>
  /(^|\/)tests\/[^/]+\.rs$/.test(path) && text.includes('#[test]');

const declaresTests = /\b(it|test)\(\s*['"`]|\btest\(|^\s*(async )?def test_|^func Test/m;

const isTest = (source: SourceText): boolean =>
  isRustTest(source) ||
  ((isJavaScriptTest(source) || isPythonTest(source) || isGoTest(source)) && declaresTests.test(source.text));

/** Paths that the usual runners do not look at. */
function hiddenPaths(path: string): string[] {
  const stem = path.replace(/\.[^./]+$/, '');
  if (path.endsWith('.go')) return [`${stem.replace(/_test$/, '_testing')}.go`, `${path}.disabled`];
  if (path.endsWith('.py')) return [path.replace(/([^/]+)$/, '_$1'), `${path}.bak`];
  if (path.endsWith('.rs')) return [`${path}.disabled`];
  const withoutMark = path.replace(/\.(test|spec)(?=\.[cm]?[jt]sx?$)/, '.old');
  return [...(withoutMark === path ? [] : [withoutMark]), `${path}.skip`, `${path}.bak`];
}

/** Values in a stored snapshot: a text or number on a line of its own. */
const snapshotValue = /(?<=^\s+(?:"[\w-]+"|[\w-]+)[:=]\s*)("[^"\n]+"|\d+)(?=,?$)/gm;

/** What can be done to whole files, and to the snapshots that tests compare with. */
export const fileOperators: readonly Operator[] = [
  fileOperator('delete test file', (source) =>
    isTest(source) ? [[{ path: source.path, before: source.text, after: null }]] : [],
  ),
  fileOperator('hide test file from runner', (source) =>
    isTest(source)
      ? hiddenPaths(source.path).map((path) => [
          { path: source.path, before: source.text, after: null },
          { path, before: null, after: source.text },
        ])
      : [],
  ),
  fileOperator('comment out file', (source) => {
    if (!isTest(source)) return [];
    const sign = source.language === 'python' ? '# ' : '// ';
    // A Go file without its package would not compile.
    const lines = source.language === 'go' ? /^(?!package )(?=.*\S)/gm : /^(?=.*\S)/gm;
    return [[{ path: source.path, before: source.text, after: source.text.replace(lines, sign) }]];
  }),
  fileOperator('delete snapshot', ({ path, text }) =>
    path.endsWith('.snap') ? [[{ path, before: text, after: null }]] : [],
  ),
  textOperator(
    'overwrite snapshot',
    ({ path, text }) =>
      path.endsWith('.snap')
        ? [...text.matchAll(snapshotValue)].map((found) => {
            const subject = { start: found.index, end: found.index + found[0].length };
            const value = found[0].startsWith('"') ? '"undefined"' : `${found[0]}0`;
            return { subject, edits: [{ ...subject, text: value }] };
          })
        : [],
    { aloneOnly: true },
  ),
];
