import { describe, expect, it } from 'vitest';
import { isReportFile } from '../../../src/evidence/report-files.js';

describe('isReportFile', () => {
  it.each([
    'junit.xml',
    'reports/junit-unit.xml',
    'target/surefire-reports/TEST-com.example.CartTest.xml',
    'build/test-results/test/TEST-CartTest.xml',
    'test-results/results.json',
    'reports/vitest.json',
    'jest-results.json',
    'coverage/lcov.info',
    'coverage/coverage-summary.json',
    'cobertura.xml',
    'coverage.xml',
    'coverage.out',
    'TestResults/run.trx',
    'eslint.sarif',
  ])('knows %s', (path) => {
    expect(isReportFile(path)).toBe(true);
  });

  it.each([
    'package.json',
    'pom.xml',
    'src/report.ts',
    'src/data.json',
    'node_modules/x/junit.xml',
    'packages/a/node_modules/x/coverage/lcov.info',
    '.agent/prompt_variants.json',
    'reports/summary.html',
    'a.out',
  ])('leaves %s alone', (path) => {
    expect(isReportFile(path)).toBe(false);
  });
});
