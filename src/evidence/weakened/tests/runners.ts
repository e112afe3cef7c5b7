import { calledAssertions, rustAssertions } from '../assertions/called-assertions.js';
import { goAssertions } from '../assertions/go-assertions.js';
import { javascriptAssertions } from '../assertions/javascript-assertions.js';
import { pythonAssertions } from '../assertions/python-assertions.js';
import type { AssertionReader } from '../assertions/assertion.js';
import type { Language } from '../language.js';
import type { Source } from '../source/source.js';
import { annotatedTests } from './annotated-tests.js';
import type { TestReader } from './found-test.js';
import { goTests, tablesOutside } from './go-tests.js';
import { javascriptTests } from './javascript-tests.js';
import { pythonTests } from './python-tests.js';
import { rubyTests } from './ruby-tests.js';
import { rustTests } from './rust-tests.js';

interface Runner {
  readonly tests: TestReader;
  readonly assertions: AssertionReader;
  /** The cases of tables that stand outside of tests. */
  readonly rows?: (source: Source) => string[];
  /** Paths whose tests the language's runners look for by themselves. */
  readonly looksIn: RegExp;
}

const anywhere = /(?:)/;

/** Whether a runner looks for tests in a file of this path by itself. */
export function isLookedIn(path: string, language: Language): boolean {
  const isHidden = /(?:^|\/)[_.][^/]*$/.test(path) && !/(?:^|\/)__/.test(path);
  return !isHidden && (runners[language]?.looksIn.test(path) ?? false);
}

/** Whether the name of a file itself says that it holds tests, whatever folder it is in. */
export const isNamedAsTest = (path: string): boolean =>
  /(?:^|[._-])(?:tests?|specs?|cy|e2e)(?:[._-][^/]*)?\.\w+$|(?:Tests?|Spec)\.\w+$/.test(
    path.slice(path.lastIndexOf('/') + 1),
  );

export const isTestFolder = (path: string): boolean =>
  /(?:^|\/)(?:__tests__|tests?|specs?|e2e|cypress|testing)\//i.test(path);

/** How tests are written in each language; none for those in which no way is usual. */
export const runners: Partial<Record<Language, Runner>> = {
  javascript: {
    tests: javascriptTests,
    assertions: javascriptAssertions,
    looksIn:
      /[._-](?:test|spec|cy|e2e|unit|integration)s?\.\w+$|(?:^|\/)(?:__tests__|tests?|specs?|e2e|cypress|integration|unit)\/(?:[^/]+\/)*[^/]+$|(?:^|\/)(?:test|spec)s?(?:[-_][^/]*)?\.\w+$/i,
  },
  python: {
    tests: pythonTests,
    assertions: pythonAssertions,
    looksIn: /(?:^|\/)(?:tests?[^/]*|[^/]*_tests?)\.py$|(?:^|\/)tests\/[^/]+\.py$/,
  },
  go: { tests: goTests, assertions: goAssertions, rows: tablesOutside, looksIn: /_test\.go$/ },
  rust: { tests: rustTests, assertions: rustAssertions, looksIn: anywhere },
  jvm: { tests: annotatedTests('jvm'), assertions: calledAssertions, looksIn: anywhere },
  csharp: { tests: annotatedTests('csharp'), assertions: calledAssertions, looksIn: anywhere },
  php: { tests: annotatedTests('php'), assertions: calledAssertions, looksIn: /Test\.php$|\/tests?\//i },
  swift: { tests: annotatedTests('swift'), assertions: calledAssertions, looksIn: anywhere },
  ruby: {
    tests: rubyTests,
    assertions: calledAssertions,
    looksIn: /(?:^|\/)(?:spec|test)\/|_(?:spec|test)\.rb$/,
  },
};
