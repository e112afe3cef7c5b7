import { insertAt } from '../syntax/text.js';
import { appending, oneOf, rewriting, type Rewrite } from './settings-edits.js';

const packageJson = /(^|\/)package\.json$/;
const jestConfig = /(^|\/)jest\.config\.[cm]?[jt]s$/;
const vitestConfig = /(^|\/)vitest\.config\.[cm]?[jt]s$/;
const coverageRc = /(^|\/)\.(nycrc|c8rc)(\.json)?$/;
const iniFile = /(^|\/)(setup\.cfg|tox\.ini|pytest\.ini)$/;
const pyproject = /(^|\/)pyproject\.toml$/;
const conftest = /(^|\/)conftest\.py$/;
const cargo = /(^|\/)Cargo\.toml$/;

/** What can be done to the settings of test runners and of coverage, by operator. */
export const runnerSettings: Readonly<Record<string, Rewrite>> = {
  'lower coverage threshold': oneOf(
    rewriting(coverageRc, /("(?:lines|branches|functions|statements)":\s*)[1-9][\d.]*/, '$10', '$150'),
    rewriting(coverageRc, /("check-coverage":\s*)true/, '$1false'),
    rewriting(/(^|\/)\.taprc$/, /^((?:coverage|check-coverage):\s*)true$/m, '$1false'),
    rewriting(
      /(^|\/)\.taprc$/,
      /^(?!allow)(.)/,
      'allow-incomplete-coverage: true\n$1',
      'disable-coverage: true\n$1',
    ),
    rewriting(packageJson, /(--(?:100|lines|branches|functions|statements)[ =])\d+/, '$11'),
    rewriting(packageJson, /( --check-coverage)/, ''),
    rewriting(jestConfig, /((?:lines|branches|functions|statements): )[1-9]\d*/, '$10'),
    rewriting(/(^|\/)(\.coveragerc|setup\.cfg|tox\.ini|pyproject\.toml)$/, /(fail_under\s*=\s*)\d+/, '$11'),
    rewriting(
      /(^|\/)(\.coveragerc|setup\.cfg|tox\.ini|pyproject\.toml)$/,
      /(--cov-fail-under[ =])\d+/,
      '$11',
    ),
    rewriting(/codecov\.ya?ml$/, /(target: )[1-9]\d*%?/, '$11%'),
  ),
  'hide files from coverage': oneOf(
    rewriting(coverageRc, /("exclude":\s*\[)/, '$1\n\t\t"lib/**",'),
    rewriting(/(^|\/)\.coveragerc$/, /^(omit\s*=\s*\n)(\s+)/m, '$1$2src/*\n$2'),
    rewriting(/(^|\/)\.coveragerc$/, /^(exclude_lines\s*=\s*\n)(\s+)/m, '$1$2def \n$2', '$1$2raise\n$2'),
    rewriting(pyproject, /^(exclude_(?:lines|also) = \[\n)(\s+)/m, '$1$2"def ",\n$2'),
  ),
  'leave out tests by configuration': oneOf(
    rewriting(jestConfig, /(testPathIgnorePatterns: \[)/, "$1'/integration/', "),
    rewriting(
      jestConfig,
      /^((?:module\.exports =|export default|const \w+(?::[^=]+)? =) \{\n)/m,
      "$1  testPathIgnorePatterns: ['/node_modules/', '.*legacy.*'],\n",
      '$1  modulePathIgnorePatterns: ["<rootDir>/src"],\n',
    ),
    rewriting(jestConfig, /(testMatch: \[)[^\]]*\]/, "$1'**/smoke.test.ts']"),
    rewriting(
      vitestConfig,
      /(test: \{\n)(\s*)/,
      "$1$2exclude: ['**/legacy/**'],\n$2",
      '$1$2passWithNoTests: true,\n$2',
    ),
    rewriting(
      iniFile,
      /^(addopts\s*=\s*)([^\n]*)$/m,
      '$1$2 --ignore=tests/integration',
      '$1$2 -k "not slow"',
      '$1$2 --deselect tests/test_main.py::test_main',
      '$1$2 -m "not slow"',
    ),
    rewriting(
      pyproject,
      /^(addopts\s*=\s*")([^"\n]*)(")$/m,
      '$1$2 --ignore=tests/integration$3',
      "$1$2 -k 'not slow'$3",
      '$1$2 --deselect=tests/test_main.py::test_main$3',
    ),
    rewriting(
      pyproject,
      /^(\[tool\.pytest\.ini_options\]\n)(?![^[]*addopts)/m,
      '$1addopts = "--ignore=tests/integration"\n',
    ),
    appending(
      /(^|\/)(setup\.cfg|tox\.ini)$/,
      '[pytest]',
      'addopts = --ignore=tests/integration',
      'norecursedirs = tests',
    ),
    rewriting(iniFile, /^(testpaths\s*=\s*)tests?$/m, '$1smoke'),
    rewriting(pyproject, /^(testpaths\s*=\s*)\[?"[^\]\n]*"\]?$/m, '$1["smoke"]'),
    rewriting(
      conftest,
      /^((?:import|from) [^\n]*\n)(?!(?:import|from) )/m,
      '$1\ncollect_ignore = ["test_main.py"]\n',
      '$1\ncollect_ignore_glob = ["*_slow.py"]\n',
    ),
    rewriting(cargo, /^(\[lib\]\n)/m, '$1test = false\n'),
    rewriting(cargo, /^(\[\[test\]\]\n)/m, '$1test = false\n'),
    rewriting(cargo, /^(\[package\]\n)(?![^[]*autotests)/m, '$1autotests = false\n'),
  ),
  'skip tests from conftest': ({ path, text }) =>
    conftest.test(path)
      ? [
          'def pytest_collection_modifyitems(items):\n    for item in items:\n        item.add_marker(pytest.mark.skip(reason="slow"))',
          'def pytest_ignore_collect(collection_path):\n    return "slow" in str(collection_path)',
        ].map((hook) => ({
          subject: { start: text.length, end: text.length },
          edits: [insertAt(text.length, `\n\n${hook}\n`)],
        }))
      : [],
};
