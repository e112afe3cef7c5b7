import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/agent/edits/apply-edits.js';
import type { ApplyResult, Refusal } from '../../../../src/agent/edits/edit.js';
import { parseReply } from '../../../../src/agent/edits/parse-reply.js';
import { protectedChanges } from '../../../../src/agent/gates/protected-paths.js';
import { readCorpus, type ReplyCase } from './corpus.js';

const corpus = readCorpus();

function answer(each: ReplyCase): Pick<ApplyResult, 'changes' | 'refusals'> {
  const parsed = parseReply(each.reply, { files: each.files });
  const applied = applyEdits(parsed.edits, each.files, {
    allowedPaths: each.allowedPaths,
    isLink: (path) => each.links.includes(path),
  });
  return { changes: applied.changes, refusals: [...parsed.refusals, ...applied.refusals] };
}

/** Bytes in a form in which a difference can be read. */
function shown(files: ReadonlyMap<string, Uint8Array | null>): Record<string, string | null> {
  return Object.fromEntries(
    [...files].map(([path, bytes]) => [path, bytes === null ? null : Buffer.from(bytes).toString('latin1')]),
  );
}

function inShort({ code, path }: Refusal): string {
  return path === null ? code : `${code} ${path}`;
}

describe('the corpus of replies', () => {
  it('has at least 120 cases, each with a name of its own', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(120);
    expect(new Set(corpus.map(({ family, name }) => `${family} ${name}`)).size).toBe(corpus.length);
  });

  it.each(corpus.map((each) => [each.family, each.name, each] as const))('%s: %s', (_family, _name, each) => {
    const { changes, refusals } = answer(each);
    expect({ result: shown(changes), refused: refusals.map(inShort) }).toEqual({
      result: shown(each.result),
      refused: each.refused,
    });
    expect(protectedChanges(changes, each.files).map(({ path }) => path)).toEqual(each.protected);
    if (each.says !== undefined) expect(JSON.stringify(refusals)).toContain(each.says);
  });
});
