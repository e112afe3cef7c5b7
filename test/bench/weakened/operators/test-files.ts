import type { SourceText } from './operator.js';

/** A JavaScript or TypeScript file whose path says that it holds tests. */
export const isJavaScriptTest = ({ path, language }: SourceText): boolean =>
  (language === 'javascript' || language === 'typescript') &&
  /\.[cm]?[jt]sx?$/.test(path) &&
  /(^|\/)(__tests__|_?tests?|spec|e2e)\/|[._-](test|tests|spec|unit)\.[cm]?[jt]sx?$|(^|\/)test\.[cm]?[jt]s$/.test(
    path,
  );

/** JavaScript and TypeScript that is no test and no declaration file. */
export const isJavaScriptSource = (source: SourceText): boolean =>
  (source.language === 'javascript' || source.language === 'typescript') &&
  /\.[cm]?[jt]sx?$/.test(source.path) &&
  !/\.d\.[cm]?ts$|\.(test|spec)-d\.ts$/.test(source.path) &&
  !isJavaScriptTest(source);

export const isPythonTest = ({ path, language }: SourceText): boolean =>
  language === 'python' && /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/.test(path);

export const isGoTest = ({ path }: SourceText): boolean => path.endsWith('_test.go');
