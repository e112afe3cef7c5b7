import { partsBetween } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { functionBody } from './function-body.js';
import { moreSkipped, runs, skipsAt, type Skip } from './found-test.js';
import type { TestHead } from './javascript-heads.js';
import { unconditional } from './unconditional.js';

const constant = /^(?:true|false|[01]|!0|!1)$/;

/** What keeps a test from running: marks, a condition, options, a call in it, or that it does nothing yet. */
export function skipOf(source: Source, head: TestHead, options: string, callback: Span): Skip {
  const { marks, start, parts } = head;
  if (parts.length < 2) return skipsAt(2, start);
  const condition =
    head.given !== undefined && /if$/i.test(marks.at(-1) ?? '')
      ? source.code.slice(head.given.start + 1, head.given.end).trim()
      : undefined;
  const isOwn = marks.includes('own');
  const option = /\b(?:skip|todo|ignore)\s*:\s*([^,}\n]+)/.exec(options)?.[1]?.trim() ?? 'false';
  const found = [
    marks.some((mark) => /^(?:skip|todo|ignore)$/.test(mark)) ? skipsAt(isOwn ? 1 : 2, start) : runs,
    isOwn ? skipsAt(1, start) : runs,
    condition === undefined ? runs : skipsAt(constant.test(condition) ? 2 : 1, start),
    /^(?:false|undefined|null|0)$/.test(option)
      ? runs
      : skipsAt(/^(?:true|1|["'`])/.test(option) ? 2 : 1, start),
    head.isSuite ? runs : inside(source, callback),
  ];
  return found.reduce(moreSkipped);
}

const calls = /(?<![\w$.])(?:(?:this|t|st|tt|ctx|test|context|testInfo)\s*\.\s*(?:skip|todo)|pending)\s*\(/g;
/** In a body with more of them than a person writes, the rest is not looked at. */
const mostCalls = 100;

/** A call such as `this.skip()`, but not a test that is declared in it, as `t.skip('…', () => {})` is. */
function inside(source: Source, callback: Span): Skip {
  const body = functionBody(source, callback);
  return source
    .matchesIn(calls, body)
    .slice(0, mostCalls)
    .map(({ start, end }) => {
      const [, second] = partsBetween(source, end - 1);
      const isTest =
        second !== undefined &&
        /=>|\bfunction\b/.test(source.code.slice(second.start, source.closing(end - 1)));
      return isTest ? runs : skipsAt(unconditional(source, start, body) ? 2 : 1, start);
    })
    .reduce(moreSkipped, runs);
}
