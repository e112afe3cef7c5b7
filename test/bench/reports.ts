import { parseArgs } from 'node:util';
import { summarise } from '../../src/evidence/output-summary.js';
import { recognise } from '../../src/evidence/recognise.js';
import { damageProperties } from '../unit/evidence/support/damage.js';
import { fixtures } from '../unit/evidence/support/fixtures.js';

/** Every report with its true counts, then many damaged ones: how many are read right, and that none is read as better. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { cases: { type: 'string', default: '20000' }, json: { type: 'boolean', default: false } },
  });
  const say = values.json ? console.error : console.log;
  const all = fixtures();
  const wrong = all.filter(({ text, truth }) => {
    const reports = recognise(text);
    const said = reports === null ? null : summarise(reports);
    return (
      said?.passed !== truth.passed || said.failed !== truth.failed || said.coveragePct !== truth.coveragePct
    );
  });
  say(`${all.length - wrong.length} of ${all.length} reports are read right`);
  for (const { name } of wrong) say(`  wrong: ${name}`);
  const failures: string[] = [];
  for (const property of damageProperties) {
    const failure = failureOf(() => {
      property.check(all, Number(values.cases));
    });
    say(`${values.cases} times: ${property.name}: ${failure ?? 'holds'}`);
    if (failure !== undefined) failures.push(property.name);
  }
  if (values.json) {
    console.log(
      JSON.stringify({
        reports: all.length,
        wrong: wrong.map(({ name }) => name),
        cases: Number(values.cases),
        failures,
      }),
    );
  }
  return Promise.resolve(wrong.length + failures.length > 0 ? 1 : 0);
}

function failureOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
