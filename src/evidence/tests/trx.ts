import { testResults, unsureResults } from '../parsed-report.js';
import { countAttribute, descendants } from '../read-xml.js';
import type { XmlParser } from '../report-parser.js';

const passedOutcome = /^(?:Passed|PassedButRunAborted|Warning)$/;
const failedOutcome = /^(?:Failed|Error|Timeout|Aborted|Disconnected)$/;

/** Visual Studio's TRX, from `dotnet test --logger trx`. */
export const trx: XmlParser = {
  format: 'trx',
  parse(root) {
    if (root.name !== 'TestRun') return null;
    // A data-driven test holds a result for each of its rows.
    const results = descendants(root, 'UnitTestResult').filter(
      (each) => descendants(each, 'UnitTestResult').length === 1,
    );
    const outcomes = results.map((each) => each.attributes['outcome'] ?? '');
    const failing = results
      .filter((each) => failedOutcome.test(each.attributes['outcome'] ?? ''))
      .map((each) => ({ name: each.attributes['testName'] ?? '', file: null }));
    const passed = outcomes.filter((outcome) => passedOutcome.test(outcome)).length;
    const counts = { passed, failed: failing.length, skipped: results.length - passed - failing.length };
    const [said] = descendants(root, 'Counters');
    const isTrue =
      said === undefined ||
      ((countAttribute(said, 'passed') ?? 0) <= passed &&
        (countAttribute(said, 'failed') ?? 0) <= failing.length);
    return { format: this.format, tests: isTrue ? testResults(counts, failing) : unsureResults(failing) };
  },
};
