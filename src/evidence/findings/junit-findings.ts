import type { RawFinding } from '../finding.js';
import type { RawReport } from '../parsed-report.js';
import { childrenNamed, descendants, type XmlElement } from '../read-xml.js';
import { readLineFindings } from './line-findings.js';

/** Linters that write JUnit XML, by the prefix of their cases' names or the suite's package. */
const linters = [
  { tool: 'eslint', mark: /^org\.eslint(?:\.|$)/ },
  { tool: 'stylelint', mark: /^stylelint\.rules(?:\.|$)/ },
];

/** What a linter wrote as JUnit XML; null for reports of tests. */
export function junitFindings(root: XmlElement): RawReport | null {
  const suites = descendants(root, 'testsuite');
  const linter = linters.find(({ mark }) =>
    suites.some((suite) => mark.test(suite.attributes['package'] ?? '')),
  );
  if (linter !== undefined) {
    return {
      format: `${linter.tool}-junit`,
      findings: suites.flatMap((suite) => findingsOf(suite, linter.tool)),
    };
  }
  if (suites.length === 0 || !suites.every((suite) => suite.attributes['name'] === 'mypy')) return null;
  const lines = suites.flatMap((suite) =>
    descendants(suite, 'failure').flatMap((failure) => failure.text.split('\n')),
  );
  return {
    format: 'mypy-junit',
    findings: readLineFindings(lines).map((each) => ({ ...each, tool: 'mypy' })),
  };
}

function findingsOf(suite: XmlElement, tool: string): RawFinding[] {
  return childrenNamed(suite, 'testcase').flatMap((testCase) =>
    childrenNamed(testCase, 'failure', 'error').map((failure) => {
      const [, line, column, severity] = /line (\d+), col (\d+), (\w+)/.exec(failure.text) ?? [];
      return {
        tool,
        path: suite.attributes['name'] ?? '',
        line: line === undefined ? null : Number(line),
        column: column === undefined ? null : Number(column),
        rule: (testCase.attributes['name'] ?? '').replace(/^org\.eslint\.?/, ''),
        message: failure.attributes['message'] ?? '',
        severity: severity?.toLowerCase() === 'warning' ? 'warning' : 'error',
      } as const;
    }),
  );
}
