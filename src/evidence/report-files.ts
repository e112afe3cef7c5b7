/** Folders whose files are never reports of this project's checks. */
const foreign = /(?:^|\/)(?:node_modules|\.git|\.agent|vendor|site-packages|\.venv|venv)\//;

/** Names that test runners, linters and coverage tools give to their reports, and folders that they make for them. */
const reports = [
  /(?:^|\/)(?:junit[^/]*|[^/]*[-_.]junit|test-[^/]*|[^/]*test-?results?|[^/]*test-?report)\.xml$/i,
  /(?:^|\/)(?:test-?results?|test-?reports?|reports?|surefire-reports|failsafe-reports)\/(?:[^/]+\/){0,4}[^/]+\.(?:xml|json|tap|trx|sarif|info)$/i,
  /(?:^|\/)(?:[^/]*[-_.])?(?:test-?results?|test-?report|jest-results|vitest-report|mocha-report|eslint-report)\.json$/i,
  /(?:^|\/)(?:lcov\.info|coverage-summary\.json|coverage-final\.json|cobertura[^/]*\.xml|clover\.xml|jacoco[^/]*\.xml)$/i,
  /(?:^|\/)(?:coverage\.xml|coverage\.json|cover(?:age)?\.out)$/i,
  /\.(?:trx|sarif)$/i,
];

/** What a file watcher is to watch for, before `isReportFile` looks closer. */
export const reportGlob = '**/*.{xml,json,tap,trx,sarif,info,out}';

/**
 * Whether a file is, by its name, a report of tests, findings or coverage, which git often ignores.
 * @param path relative to the folder, with forward slashes
 */
export function isReportFile(path: string): boolean {
  return !foreign.test(path) && reports.some((pattern) => pattern.test(path));
}
