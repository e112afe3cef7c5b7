import { fileOperators } from './files.js';
import { goTests } from './go-tests.js';
import { javascriptAssertions } from './javascript-assertions.js';
import { javascriptSuppressions } from './javascript-suppressions.js';
import { javascriptTests } from './javascript-tests.js';
import { textOperator, type Operator } from './operator.js';
import { pythonSuppressions } from './python-suppressions.js';
import { pythonAssertions } from './python-assertions.js';
import { pythonTests } from './python-tests.js';
import { rustTests } from './rust-tests.js';
import { runnerSettings } from './runner-settings.js';
import { scriptSettings } from './script-settings.js';
import { checkerSettings } from './checker-settings.js';
import { goSuppressions } from './go-suppressions.js';
import { rustSuppressions } from './rust-suppressions.js';

const tables = [
  javascriptTests,
  javascriptAssertions,
  javascriptSuppressions,
  pythonTests,
  pythonAssertions,
  pythonSuppressions,
  goTests,
  goSuppressions,
  rustTests,
  rustSuppressions,
  scriptSettings,
  runnerSettings,
  checkerSettings,
];

/** What a developer also does whenever the behaviour changes on purpose: it tells something only where no code changed. */
const honestWithCode = new Set(['change expected value', 'expect the opposite']);

/** Every way to weaken a check, each in all languages that it knows; files of other languages give nothing. */
export const operators: readonly Operator[] = [
  ...[...new Set(tables.flatMap((table) => Object.keys(table)))].map((name) =>
    textOperator(name, (source) => tables.flatMap((table) => table[name]?.(source) ?? []), {
      aloneOnly: honestWithCode.has(name),
    }),
  ),
  ...fileOperators,
];
