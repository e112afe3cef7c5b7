import { describe, expect, it } from 'vitest';
import { summarise, type OutputSummary } from '../../../src/evidence/output-summary.js';
import { recognise } from '../../../src/evidence/recognise.js';
import { fixtures } from './support/fixtures.js';
import { interleave } from './support/mutations.js';

function said(text: string): OutputSummary | null {
  const reports = recognise(text);
  return reports === null ? null : summarise(reports);
}

const all = fixtures();
const textOf = (name: string): string => all.find((fixture) => fixture.name === name)?.text ?? '';

describe('bad input', () => {
  it.each([
    [''],
    ['\n'],
    ['hello'],
    ['{}'],
    ['null'],
    ['{"passed": 5}'],
    ['<html><body>5 passed</body></html>'],
    ['5 passed'],
  ])('recognises nothing in %j', (text) => {
    expect(recognise(text)).toBeNull();
  });

  it('counts nothing of XML that is cut off, whatever its tests printed', () => {
    const xml = textOf('recorded/vitest-3/junit.xml');
    expect(said(xml.slice(0, xml.indexOf('</testsuites>')))).toMatchObject({ format: 'junit', passed: null });
  });

  it('takes an empty list for the word of a linter only where it is all there is', () => {
    const none = { lint: 0, type: 0, schema: 0, boundary: 0 };
    expect(said('[]\n')).toMatchObject({ format: 'lint-json', findings: none, passed: null });
    expect(said('the list is\n[]\n')).toBeNull();
  });

  it('counts nothing of JSON that is cut off', () => {
    const json = textOf('recorded/jest-30/report.json');
    expect(said(json.slice(0, -10))?.passed ?? null).toBeNull();
  });

  it('does not expand entities that a document defines', () => {
    const entities = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
    );
    const bomb = `<?xml version="1.0"?><!DOCTYPE t [<!ENTITY l0 "lol">${entities.join('')}]>
<testsuites><testsuite name="s" tests="1"><testcase name="a"><failure>&l9;</failure></testcase></testsuite></testsuites>`;
    expect(said(bomb)).toMatchObject({ passed: 0, failed: 1 });
  });

  it.each([
    [
      'nested XML',
      '<testsuites>' +
        '<testsuite name="a">'.repeat(20_000) +
        '</testsuite>'.repeat(20_000) +
        '</testsuites>',
    ],
    ['nested JSON', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['braces', '{ "\n'.repeat(50_000)],
    ['opening tags', '<testsuite name="a">\n'.repeat(50_000)],
    ['TAP that never ends', '1..9\nok 1 - a {\n'.repeat(2000)],
  ])('survives %s', (_, text) => {
    expect(said(text)?.passed ?? 0).toBe(0);
  });

  it.each([
    [' Test Files  1 passed (1)\n      Tests  5 passed (4)\n'],
    ['Test Suites: 1 passed, 1 total\nTests:       1 failed, 5 passed, 9 total\n'],
    ['Total tests: 9\n     Passed: 3\n     Failed: 1\n'],
    ['running 4 tests\ntest result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n'],
    ['<testsuite tests="5" failures="0"><testcase name="a"/></testsuite>'],
    ['<testsuite tests="1" failures="1"><testcase name="a"/></testsuite>'],
    ['TAP version 13\n1..5\nok 1 - a\n'],
  ])('takes no numbers that do not add up: %j', (text) => {
    expect(said(text)).toMatchObject({ passed: null, failed: null, skipped: null, total: null });
  });

  it.each([
    ['recorded/vitest-3/default.txt', 'recorded/eslint-10/stylish.txt'],
    ['recorded/vitest-4/dot.txt', 'recorded/jest-30/silent.txt'],
    ['recorded/pytest/short.txt', 'recorded/mypy/default.txt'],
    ['recorded/cargo/all.txt', 'recorded/tsc/default.txt'],
    ['recorded/go/verbose.txt', 'recorded/flake8/default.txt'],
  ])('reads %s and %s line by line by turns', (one, other) => {
    const [first, second] = [textOf(one), textOf(other)];
    const passed = (said(first)?.passed ?? 0) + (said(second)?.passed ?? 0);
    const together = said(interleave(first, second));
    // What ran into each other may be unknown; what is known is right.
    expect([passed, null]).toContain(together?.passed);
    expect(together?.findings ?? said(second)?.findings).toEqual(said(second)?.findings);
  });
});
