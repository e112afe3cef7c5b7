import { istanbulFinal, istanbulSummary, coveragePyJson } from './line-coverage/json-coverage.js';
import { goCover, lcov, textCoverage } from './line-coverage/text-coverage.js';
import { clover, cobertura, jacoco } from './line-coverage/xml-coverage.js';
import { javascriptJson } from './findings/javascript-json.js';
import { otherJson } from './findings/other-json.js';
import { pythonJson } from './findings/python-json.js';
import { cargoMessages, mypyJsonLines, ruffJsonLines } from './findings/json-lines-findings.js';
import {
  ajvText,
  checkJsonschemaText,
  dependencyCruiserText,
  importLinterText,
} from './findings/other-text.js';
import { sarif } from './findings/sarif.js';
import { stylish } from './findings/stylish.js';
import { checkstyle, jslint } from './findings/xml-findings.js';
import type { JsonLinesParser, JsonParser, TextParser, XmlParser } from './report-parser.js';
import { cargoTestText } from './tests/cargo-test-text.js';
import { dotnetText } from './tests/dotnet-text.js';
import { goTestJson } from './tests/go-test-json.js';
import { goTestText } from './tests/go-test-text.js';
import { gradleText } from './tests/gradle-text.js';
import { jestJson } from './tests/jest-json.js';
import { jestText } from './tests/jest-text.js';
import { junit } from './tests/junit.js';
import { mochaJson, mochaJsonStream } from './tests/mocha-json.js';
import { mochaText } from './tests/mocha-text.js';
import { nodeTestText } from './tests/node-test-text.js';
import { oneLineSummaries } from './tests/one-line-summaries.js';
import { pytestText } from './tests/pytest-text.js';
import { surefireText } from './tests/surefire-text.js';
import { tap } from './tests/tap.js';
import { trx } from './tests/trx.js';
import { unittestText } from './tests/unittest-text.js';
import { vitestText } from './tests/vitest-text.js';
import { wordLines } from './tests/word-lines.js';

/** In order: the first that knows a document reads it. */
export const jsonParsers: readonly JsonParser[] = [
  ...[jestJson, mochaJson, istanbulSummary, istanbulFinal, coveragePyJson, sarif],
  ...[...javascriptJson, ...pythonJson, ...otherJson],
];

export const jsonLinesParsers: readonly JsonLinesParser[] = [
  ...[goTestJson, mochaJsonStream, cargoMessages, ruffJsonLines, mypyJsonLines],
];

/** In order: the first that knows a document reads it. */
export const xmlParsers: readonly XmlParser[] = [junit, trx, cobertura, clover, jacoco, checkstyle, jslint];

/** All of them read a text: it may hold what several tools printed. */
export const textParsers: readonly TextParser[] = [
  ...[
    vitestText,
    jestText,
    mochaText,
    nodeTestText,
    tap,
    pytestText,
    unittestText,
    goTestText,
    cargoTestText,
  ],
  ...[dotnetText, surefireText, gradleText, ...oneLineSummaries, ...wordLines],
  ...[stylish, dependencyCruiserText, ajvText, checkJsonschemaText, importLinterText],
];

/** Read a text only where nothing of it is missing. */
export const coverageTextParsers: readonly TextParser[] = [lcov, goCover, textCoverage];
