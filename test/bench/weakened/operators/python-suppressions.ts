import { readPython } from '../syntax/python.js';
import { insertAt, type Span } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { isPythonTest } from './test-files.js';

const statement = /^(return\b|\w[\w.]*(\[[^\]]*\])? = |\w[\w.]*\(|import |from |raise )/;

/** One weakening for each comment behind each line that is one statement. */
const behind =
  (...comments: readonly string[]) =>
  (source: SourceText): Weakening[] =>
    plainLines(source).flatMap((subject) =>
      comments.map((comment) => ({ subject, edits: [insertAt(subject.end, `  ${comment}`)] })),
    );

function plainLines(source: SourceText): Span[] {
  if (source.language !== 'python' || source.path.endsWith('.pyi')) return [];
  return readPython(source.text)
    .lines.map((line) => ({ start: line.start, end: line.end - 1, code: line.code }))
    .filter(({ start, end, code }) => {
      const text = source.text.slice(start, end);
      return statement.test(code) && !/[\n#\\]|"""|'''/.test(text);
    });
}

const atTop =
  (...comments: readonly string[]) =>
  (source: SourceText): Weakening[] => {
    if (source.language !== 'python' || source.path.endsWith('.pyi')) return [];
    const start = /^(#!.*\n)?(#.*coding.*\n)?/.exec(source.text)?.[0].length ?? 0;
    return comments.map((comment) => ({
      subject: { start, end: start },
      edits: [insertAt(start, `${comment}\n`)],
    }));
  };

/** Comments and types that keep checkers of Python from looking, by operator. */
export const pythonSuppressions: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'disable linter for a line': behind(
    '# noqa',
    '# noqa: F841',
    '# noqa: E501,F401',
    '# pylint: disable=no-member',
    '# nosec',
  ),
  'disable linter for a file': atTop(
    '# ruff: noqa',
    '# flake8: noqa',
    '# pylint: disable=all',
    '# pylint: skip-file',
  ),
  'hide type error of a line': behind('# type: ignore', '# type: ignore[attr-defined]', '# pyright: ignore'),
  'hide type errors of a file': atTop('# type: ignore', '# mypy: ignore-errors'),
  'declare any': (source) => {
    if (source.language !== 'python') return [];
    const { masked } = readPython(source.text);
    return [...masked.matchAll(/(?<=[(,]\s*\w+: )(int|str|bool|float|bytes|dict|list)\b(?=\s*[,)=])/g)].map(
      (found) => {
        const start = source.text.lastIndexOf('\n', found.index) + 1;
        const end = found.index + found[0].length;
        return { subject: { start, end }, edits: [{ start: found.index, end, text: 'Any' }] };
      },
    );
  },
  'hide from coverage': (source) => (isPythonTest(source) ? [] : behind('# pragma: no cover')(source)),
};
