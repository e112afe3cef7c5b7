import type { Role } from '../../src/learning/runs/run.js';

/** Texts as a run leaves them: what was asked with the files before, and the change that was kept. */
export interface SamplePair {
  readonly task: string;
  readonly role: Role;
  readonly prompt: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>>;
}

const nouns = 'invoice order customer payment refund cart coupon shipment address session'.split(' ');
const verbs = 'parse format validate merge sort filter group count round convert'.split(' ');
const fields =
  'currency deadline weight quantity label discount priority region status total vendor margin batch colour size rating'.split(
    ' ',
  );
const runsPerTask = 10;

/** Work on a shop, another one for every index and always the same for the same; `lines` is the length of its body. */
export function samplePair(index: number, lines = 6): SamplePair {
  const random = new Random(index);
  const [verb, noun, field] = [random.pick(verbs), random.pick(nouns), random.pick(fields)];
  const name = `${verb}${capital(noun)}${capital(field)}`;
  const path = `src/${noun}/${verb}-${field}-${Math.floor(index / runsPerTask)}.ts`;
  const body = Array.from({ length: lines }, () => statement(random));
  const code = (last: string): string =>
    [
      `/** The ${field} of every ${noun}, newest first. */`,
      `export function ${name}(items: readonly ${capital(noun)}[]): number {`,
      ...body,
      last,
      '}',
      '',
    ].join('\n');
  const before = `  return items.reduce((sum, item) => sum + item.${field}, ${random.below(100)});`;
  const after = `  return items.filter((item) => !item.isCancelled).reduce((sum, item) => sum + item.${field}, 0);`;
  const files = [{ path, content: code(before) }];
  const diff = [`--- a/${path}`, `+++ b/${path}`, '@@ -9 +9 @@', `-${before}`, `+${after}`].join('\n');
  const goal = `Let ${name} leave out cancelled ${noun}s when ${random.pick(fields)} is ${random.below(1000)}`;
  const diagnostics = `${path}(${lines + 3},${random.below(80)}): error TS2532: Object is possibly 'undefined'.`;
  const task = `${verb}-${noun}-${field}-${Math.floor(index / runsPerTask)}`;
  switch (index % 3) {
    case 0:
      return { task, role: 'coder', prompt: { goal, files }, answer: { diff } };
    case 1:
      return { task, role: 'fixer', prompt: { diagnostics, files }, answer: { diff } };
    default:
      return {
        task,
        role: 'judge',
        prompt: { goal, code: code(after), checks: { build: 0, test: random.below(2) } },
        answer: { verdict: random.below(2) === 0 ? 'kept' : 'rejected', reason: `It ${verb}s by ${field}.` },
      };
  }
}

function statement(random: Random): string {
  const [left, right] = [random.pick(fields), random.pick(fields)];
  const number = random.below(10_000);
  return random.pick([
    `  const ${left}${number} = items.filter((item) => item.${right} > ${random.below(500)}).length;`,
    `  if (items.some((item) => item.${left} === item.${right})) throw new RangeError('${left} ${number}');`,
    `  // A ${random.pick(nouns)} without ${left} counts as ${right} since release ${number}.`,
    `  for (const { ${left} } of items) check(${left}, { ${right}: ${number} });`,
    `  log.debug(\`${left} of \${items.length}: \${${number} * ${random.below(9)}}\`);`,
  ]);
}

/** Marsaglia's xorshift32: cheap, and good enough for texts. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 1;
    for (let warmUp = 0; warmUp < 4; warmUp += 1) this.below(1);
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  pick(words: readonly string[]): string {
    return words[this.below(words.length)] ?? '';
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
