import { dense, partsBetween } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { assertionAt, type Assertion } from './assertion.js';
import { chainFrom, type Link } from './call-chain.js';
import { comparing, conditionOf, isConstant } from './expression-strength.js';
import { matcherStrength, saysNo } from './matcher-strength.js';

const heads =
  /(?<![\w$.])(?:expect|expectTypeOf|assertType|assert|should|expectType|expectError|chai|(?:t|tt|st|test|qunit|ctx)(?=\s*\.\s*\w)|(?:assert|expect|check|verify|ensure)(?:[A-Z_]\w*)(?=\s*\())(?![\w$])/g;

/**
 * `expect(…)` of Jest, Vitest, Chai, Jasmine and Playwright; `assert` of Node and Chai; `t.is()` of AVA, tape, tap and
 * node:test; `should`; and functions whose name says that they demand something.
 */
export function javascriptAssertions(source: Source): Assertion[] {
  const assertions: Assertion[] = [];
  const starts = [...source.code.matchAll(heads)].map(({ index }) => index);
  for (const { index } of source.code.matchAll(/\.\s*should\b/g)) starts.push(startOfChain(source, index));
  let covered = 0;
  for (const start of starts.sort((one, other) => one - other)) {
    if (start < covered) continue;
    const { links, end } = chainFrom(source, start);
    const found = read(source, { start: start - awaited(source, start).length, end }, links);
    if (found === undefined) continue;
    covered = end;
    assertions.push(found);
  }
  return assertions;
}

/** Where `foo.bar().should` begins: after the last thing that ends a statement, on the same line. */
function startOfChain(source: Source, at: number): number {
  const before = source.code.slice(Math.max(source.lineStart(at), at - 200), at);
  return at - (/[\w$.()[\]"'`, ]*$/.exec(before)?.[0].trimStart().length ?? 0);
}

/** What stands before an assertion so that its failure is waited for. */
const awaited = ({ code }: Source, at: number): string =>
  /\b(?:await|return)\s+$/.exec(code.slice(Math.max(0, at - 12), at))?.[0] ?? '';

const ownMethods =
  /^(?:is|not|deepEqual|notDeepEqual|like|truthy|falsy|true|false|throws|throwsAsync|notThrows|notThrowsAsync|regex|notRegex|snapshot|assert|ok|notOk|equal|equals|notEqual|same|notSame|strictSame|strictEqual|deepEquals|looseEqual|match|has|hasStrict|rejects|resolves|type|error|ifError|fail|matches|matchSnapshot|notStrictEqual|deepLooseEqual|doesNotThrow|doesNotMatch|isEqual|deepStrictEqual|notDeepStrictEqual|doesNotReject)$/;

function read(source: Source, span: Span, links: readonly Link[]): Assertion | undefined {
  const [first, second] = links;
  if (first === undefined) return undefined;
  if (/^(?:expect|should)/.test(first.name) || links.some(({ name }) => name === 'should')) {
    return first.open === undefined &&
      /^expect$/.test(first.name) &&
      !/^(?:soft|poll)$/.test(second?.name ?? '')
      ? undefined // expect.any(), expect.assertions()
      : readChain(source, span, links);
  }
  const call = links.find(({ open }) => open !== undefined);
  if (call?.open === undefined || (call === first && /^(?:t|tt|st|test|qunit|ctx|chai)$/.test(first.name)))
    return undefined;
  const isContext = /^(?:t|tt|st|test|qunit|ctx)$/.test(first.name);
  if (isContext && !ownMethods.test(call.name)) return undefined;
  return readCall(source, span, call.name, call.open);
}

const languageWords =
  /^(?:to|be|been|is|that|which|and|has|have|with|at|of|same|but|does|still|also|a|an|resolves|rejects|not|never|deep|own|nested|ordered|any|all|eventually|should|soft|poll)$/;

/** `expect(actual).to.be.a(…)`, `actual.should.equal(…)`, and the sentences of unexpected.js. */
function readChain(source: Source, span: Span, links: readonly Link[]): Assertion | undefined {
  const text = dense(source.text.slice(span.start, span.end));
  const isShould = links.some(({ name }) => name === 'should');
  const starter = isShould ? undefined : links.find(({ open }) => open !== undefined);
  const [actual = '', sentence] = isShould
    ? [text.slice(0, text.indexOf('.should'))]
    : argumentsOf(source, starter?.open);
  const matcher = links.findLast(
    (link) => link !== starter && (link.open !== undefined || !languageWords.test(link.name)),
  );
  const nots = links.filter(({ name }) => name === 'not' || name === 'never').length;
  if (sentence !== undefined && /^["']/.test(sentence)) {
    const isNegated = (nots + (/^["']not/.test(sentence) ? 1 : 0)) % 2 === 1;
    return assertionAt(source, span, {
      strength: isNegated ? 2 : 3,
      subjects: [actual],
      isNegated,
      about: actual,
    });
  }
  if (matcher === undefined)
    return /^expect[A-Z]/.test(links[0]?.name ?? '')
      ? assertionAt(source, span, { strength: 2, subjects: [actual] })
      : undefined;
  const expected = argumentsOf(source, matcher.open);
  const isNegated = (nots === 1) !== saysNo(matcher.name);
  const strength = matcherStrength(matcher.name, nots === 1, expected.length);
  const isEmpty = isConstant(actual) && expected.every(isConstant);
  const isForgotten =
    links.some(({ name }) => /^(?:resolves|rejects|eventually)$/.test(name)) &&
    !/^(?:await|return)/.test(text);
  const [value = '', digits] = expected;
  return assertionAt(source, span, {
    strength: isEmpty
      ? 0
      : isForgotten
        ? 0.5
        : expected.length === 0
          ? strength
          : comparing(actual, value, strength),
    subjects: isConstant(actual) ? [] : [actual],
    isNegated,
    about: [actual, ...expected].join(','),
    tolerance: /closeTo/i.test(matcher.name) ? toleranceOf(matcher.name, digits) : undefined,
  });
}

const unary = /^(?:is[A-Z]\w*|exists|throws\w*|doesNotThrow|rejects|doesNotReject|ifError)$/;
const binary = /^is(?:Equal|NotEqual|Above|Below|At\w+|Subset\w*|Superset\w*|Type)$/;

function readCall(source: Source, span: Span, name: string, open: number): Assertion | undefined {
  if (/^(?:plan|expect|pass|end|t|skip|todo|comment)$/.test(name)) return undefined;
  const [part] = partsBetween(source, open);
  const given = argumentsOf(source, open);
  const [actual = '', expected = ''] = given;
  if (part !== undefined && /^(?:assert|ok|notOk|true|isTrue|false|isFalse|truthy|falsy)$/.test(name)) {
    const condition = conditionOf(source, part);
    const isNegated = condition.isNegated !== saysNo(name);
    return assertionAt(source, span, { ...condition, isNegated });
  }
  // A function of the file's own: what it demands is not known.
  if (/^(?:assert|expect|check|verify|ensure)[A-Z_]/.test(name)) {
    return assertionAt(source, span, {
      strength: given.every(isConstant) ? 1 : 2,
      subjects: given.filter((each) => !isConstant(each)),
    });
  }
  const isUnary = given.length < 2 || (unary.test(name) && !binary.test(name));
  const says = /throw|reject/i.test(name) && /^["'`]/.test(expected) ? 0 : given.length - 1;
  const isNegated = saysNo(name) || name === 'error';
  const strength = matcherStrength(name, /^not[A-Z]|^doesNot|^isNot/.test(name), says);
  const isForgotten =
    /^(?:rejects|doesNotReject|throwsAsync|notThrowsAsync)$/.test(name) &&
    !/^(?:await|return)/.test(source.text.slice(span.start, span.start + 6));
  return assertionAt(source, span, {
    strength: isForgotten ? 0.5 : isUnary ? strength : comparing(actual, expected, strength),
    subjects: (isUnary ? [actual] : [actual, expected]).filter((each) => !isConstant(each)),
    isNegated,
    about: isUnary ? actual : `${actual},${expected}`,
  });
}

const argumentsOf = (source: Source, open: number | undefined): string[] =>
  open === undefined
    ? []
    : partsBetween(source, open).map(({ start, end }) => dense(source.text.slice(start, end)));

/** Chai is told how far off a number may be, Jest how many digits must be right. */
function toleranceOf(matcher: string, given: string | undefined): number {
  const number = Number(given ?? 2);
  return matcher === 'toBeCloseTo' ? 10 ** -number : number;
}
