import { oneOf, rewriting, type Rewrite } from './settings-edits.js';

const packageJson = /(^|\/)package\.json$/;
const workflow = /\.github\/workflows\/.*\.ya?ml$/;
const iniFile = /(^|\/)(setup\.cfg|tox\.ini|pytest\.ini)$/;
const testScript = /("(?:test|test:unit|unit|tests-only|test:ci)":\s*")((?:[^"\\]|\\.)+)(")/;

/** What can be done to scripts and CI that run checks, by operator. */
export const scriptSettings: Readonly<Record<string, Rewrite>> = {
  'replace test script': rewriting(packageJson, testScript, '$1exit 0$3', '$1echo ok$3', '$1true$3'),
  'ignore exit status of tests': oneOf(
    rewriting(packageJson, testScript, '$1$2 || true$3', '$1$2 || exit 0$3', '$1$2; exit 0$3'),
    rewriting(
      workflow,
      /^(\s+(?:- )?run: (?:npm|yarn|pnpm|make|go|cargo|pytest|tox|python)[^\n|>]*(?:test|tox)[^\n]*)$/m,
      '$1 || true',
    ),
    rewriting(
      /(^|\/)Makefile$/,
      /^(\t)((?:go test|pytest|python|npm|cargo)[^\n\\]*)$/m,
      '$1-$2',
      '$1$2 || true',
    ),
    rewriting(iniFile, /^(commands\s*=\s*)((?:pytest|python)[^\n]*)$/m, '$1- $2'),
  ),
  'pass with no tests': rewriting(
    packageJson,
    /("test[\w:]*":\s*"(?:(?:[^"\\]|\\.)* )?(?:jest|vitest(?: run)?))(?=[ "])/,
    '$1 --passWithNoTests',
  ),
  'leave out tests by script': oneOf(
    rewriting(
      packageJson,
      /("test[\w:]*":\s*"(?:(?:[^"\\]|\\.)* )?(?:jest|vitest(?: run)?))(?=[ "])/,
      '$1 --testPathIgnorePatterns=integration',
      '$1 -t smoke',
    ),
    rewriting(
      packageJson,
      /("(?:test|test:unit|unit)":\s*"(?:[^"\\]|\\.)*\b(?:tap|borp|mocha|tape))\b/,
      '$1 --grep=smoke',
    ),
  ),
  'drop a check from a script': rewriting(
    packageJson,
    /("(?:test|check|posttest|pretest)":\s*")(npm run (?:lint|typecheck|test:types|test:typescript|tsc)\w*(?: --)? && )/,
    '$1',
  ),
  'let a CI step fail': oneOf(
    rewriting(
      workflow,
      /^(\s+)(- run: (?:npm|yarn|pnpm|make|go|cargo|pytest|tox|python)[^\n|>]*)$/m,
      '$1$2\n$1  continue-on-error: true',
    ),
    rewriting(workflow, /^(\s+)(runs-on: [^\n]*)$/m, '$1$2\n$1continue-on-error: true'),
    rewriting(
      workflow,
      /^(\s+)(- name: (?:[Rr]un )?(?:[Tt]ests?|[Ll]int|Build)[^\n]*)$/m,
      '$1$2\n$1  continue-on-error: true',
      '$1$2\n$1  if: false',
    ),
  ),
  'remove a CI step': rewriting(
    workflow,
    /^\s+- (?:name: [^\n]*\n\s+)?run: (?:npm|yarn|go|cargo|make|pytest|tox)[^\n|>]*(?:test|lint|clippy|vet|tox|check)[^\n]*\n/m,
    '',
  ),
};
