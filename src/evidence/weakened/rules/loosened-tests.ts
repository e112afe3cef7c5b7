import type { Edit } from '../edit.js';
import type { TestCase } from '../tests/test-case.js';
import { countedAt, type Weakened } from '../weakened.js';
import type { TestChanges } from './test-changes.js';

/** Shorter ones are no matter of patience. */
const longMs = 10_000;

/** Tests that may take longer, and files that say so of all of theirs, or that all are tried again. */
export function loosenedTests(edit: Edit, { kept }: TestChanges): Weakened[] {
  return [
    ...kept
      .filter(({ old, now }) => isLonger(old.timeoutMs, now.timeoutMs))
      .map(({ now }) => at(now, 'longer-test')),
    ...kept.filter(({ old, now }) => isMocked(old, now)).map(({ now }) => at(now, 'mocked-test')),
    ...edit.flatMap(ofFile),
  ];
}

const at = ({ path, line }: TestCase, kind: 'longer-test' | 'mocked-test'): Weakened =>
  countedAt({ path, line, isGone: false }, kind, { weakenedAssertions: 1 });

const isLonger = (was: number | undefined, is: number | undefined): boolean =>
  is !== undefined && is >= longMs && (was === undefined || is > was);

/** A test that does and demands what it did, with something replaced for it. */
function isMocked(old: TestCase, now: TestCase): boolean {
  const patches = (head: string): number => head.match(/\bpatch(?:\.object|\.dict)?\(/g)?.length ?? 0;
  const isSame =
    old.statements.join('\n') === now.statements.join('\n') &&
    old.assertions.map(({ text }) => text).join('\n') === now.assertions.map(({ text }) => text).join('\n');
  return isSame && patches(now.head) > patches(old.head);
}

const timeouts =
  /\b(?:jest|vi)\s*\.\s*(?:setTimeout\s*\(\s*|setConfig\s*\(\s*\{[^}]{0,200}?(?:testTimeout|hookTimeout)\s*:\s*)([\d_]+)/g;
const retries =
  /\b(?:jest\s*\.\s*retryTimes\s*\(\s*[1-9]|vi\s*\.\s*setConfig\s*\(\s*\{[^}]{0,200}?retry\s*:\s*[1-9])/g;
const mocks = /\b(?:jest|vi)\s*\.\s*(?:mock|doMock)\s*\(\s*(?=["'`])/g;

function ofFile({ path, old, now }: Edit[number]): Weakened[] {
  if (old?.language !== 'javascript' || now === undefined || now.tests?.tests.length === 0) return [];
  const [before, after] = [old.source, now.source];
  const found: Weakened[] = [];
  const longest = (code: string): number =>
    Math.max(
      0,
      ...[...code.matchAll(timeouts)].map(([, given = '']) => Number(given.replace(/_/g, '')) || Infinity),
    );
  const add = (offset: number | undefined, kind: 'longer-test' | 'retried-test' | 'mocked-test'): void => {
    if (offset === undefined) return;
    found.push(
      countedAt({ path, line: after.lineAt(offset), isGone: false }, kind, { weakenedAssertions: 1 }),
    );
  };
  if (longest(after.code) >= longMs && longest(after.code) > longest(before.code)) {
    add(after.code.search(timeouts), 'longer-test');
  }
  if ((after.code.match(retries)?.length ?? 0) > (before.code.match(retries)?.length ?? 0)) {
    add(after.code.search(retries), 'retried-test');
  }
  const mocked = (text: string, at: number): string =>
    /^["'`]([^"'`\n]*)/.exec(text.slice(at, at + 300))?.[1] ?? '';
  const was = new Set(
    [...before.code.matchAll(mocks)].map((each) => mocked(before.text, each.index + each[0].length)),
  );
  for (const each of after.code.matchAll(mocks)) {
    const module = mocked(after.text, each.index + each[0].length);
    // What a file has imported all along is what it tests, as long as it is of the project.
    const isUnit =
      module.startsWith('.') &&
      !was.has(module) &&
      new RegExp(`["'\`]${escaped(module)}["'\`]`).test(before.text);
    if (isUnit) add(each.index, 'mocked-test');
  }
  return found;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
