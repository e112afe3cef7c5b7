import {
  afterImports,
  findOwnImports,
  findStatements,
  findTypeAnnotations,
  findValues,
} from '../syntax/javascript-places.js';
import { indentAt, insertAt, lineEnd, lineStart, type Span } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { isJavaScriptSource, isJavaScriptTest } from './test-files.js';
import { runnerOf } from './test-runner.js';

const isJavaScript = (source: SourceText): boolean => isJavaScriptSource(source) || isJavaScriptTest(source);
const isTypeScript = (source: SourceText): boolean =>
  isJavaScript(source) && source.language === 'typescript';

type Wants = (source: SourceText) => boolean;

/** One weakening for each comment before each statement. */
const before =
  (wants: Wants, ...comments: readonly string[]) =>
  (source: SourceText): Weakening[] => {
    if (!wants(source)) return [];
    const { text } = source;
    return findStatements(source.path, text).flatMap((subject) =>
      comments.map((comment) => ({
        subject,
        edits: [insertAt(lineStart(text, subject.start), `${indentAt(text, subject.start)}${comment}\n`)],
      })),
    );
  };

const behind =
  (wants: Wants, ...comments: readonly string[]) =>
  (source: SourceText): Weakening[] => {
    if (!wants(source)) return [];
    const { text } = source;
    const oneLine = (span: Span): boolean => lineEnd(text, span.start) === span.end + 1;
    return findStatements(source.path, text)
      .filter(oneLine)
      .flatMap((subject) =>
        comments.map((comment) => ({ subject, edits: [insertAt(subject.end, ` ${comment}`)] })),
      );
  };

/** On the first line, behind `#!`. */
const atTop =
  (wants: Wants, ...comments: readonly string[]) =>
  (source: SourceText): Weakening[] => {
    if (!wants(source)) return [];
    const start = source.text.startsWith('#!') ? lineEnd(source.text, 0) : 0;
    return comments.map((comment) => ({
      subject: { start, end: start },
      edits: [insertAt(start, `${comment}\n`)],
    }));
  };

const belowImports =
  (statements: (runner: 'vitest' | 'jest', source: SourceText) => readonly string[]) =>
  (source: SourceText): Weakening[] => {
    const runner = isJavaScriptTest(source) ? runnerOf(source.text) : 'other';
    if (runner !== 'vitest' && runner !== 'jest') return [];
    const offset = afterImports(source.path, source.text);
    if (offset === undefined) return [];
    return statements(runner, source).map((statement) => ({
      subject: { start: offset, end: offset },
      edits: [insertAt(offset, `${statement}\n`)],
    }));
  };

/** Comments and types that keep checkers from looking, and mocks, in JavaScript and TypeScript, by operator. */
export const javascriptSuppressions: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> =
  {
    'disable linter for a line': (source) => [
      ...before(
        isJavaScript,
        '// eslint-disable-next-line',
        '// eslint-disable-next-line no-unused-vars',
        '// biome-ignore lint/suspicious/noExplicitAny: needed',
      )(source),
      ...behind(isJavaScript, '// eslint-disable-line', '// eslint-disable-line eqeqeq')(source),
    ],
    'disable linter for a file': atTop(
      isJavaScript,
      '/* eslint-disable */',
      '/* eslint-disable no-unused-vars, no-undef */',
      '/* eslint eqeqeq: "off" */',
    ),
    'hide type error of a line': before(
      isTypeScript,
      '// @ts-ignore',
      '// @ts-expect-error',
      '// @ts-expect-error the types are wrong here',
    ),
    'hide type errors of a file': atTop(isTypeScript, '// @ts-nocheck'),
    'cast to any': (source) =>
      isTypeScript(source)
        ? findValues(source.path, source.text).map(({ value, around }) => ({
            subject: around,
            edits: [insertAt(value.end, ' as any')],
          }))
        : [],
    'declare any': (source) =>
      isTypeScript(source)
        ? findTypeAnnotations(source.path, source.text).map(({ type, declaration }) => ({
            subject: declaration,
            edits: [{ ...type, text: 'any' }],
          }))
        : [],
    'hide from coverage': before(
      isJavaScriptSource,
      '/* istanbul ignore next */',
      '/* c8 ignore next */',
      '/* v8 ignore next */',
    ),
    'mock the unit under test': belowImports((runner, source) =>
      findOwnImports(source.path, source.text).flatMap(({ module, names }) =>
        names
          .slice(0, 2)
          .map(
            (name) =>
              `${runner === 'vitest' ? 'vi' : 'jest'}.mock('${module}', () => ({ ${name}: () => true }));`,
          ),
      ),
    ),
    'raise timeout of a file': belowImports((runner) =>
      runner === 'vitest' ? ['vi.setConfig({ testTimeout: 600_000 });'] : ['jest.setTimeout(600_000);'],
    ),
    'retry tests of a file': belowImports((runner) =>
      runner === 'vitest' ? ['vi.setConfig({ retry: 5 });'] : ['jest.retryTimes(5);'],
    ),
  };
