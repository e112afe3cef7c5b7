import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { withoutBlock } from '../adapters/instruction-block.js';
import { importsOf, instructionFilesOf } from '../adapters/instruction-files.js';

/** The instruction files that an agent works by. */
export interface InstructionsInUse {
  /** What they are called together, e.g. `CLAUDE.md`. */
  readonly files: string;
  /** Of their texts and of what they import, without what we keep in them ourselves. */
  readonly hash: string;
}

const largestBytes = 1024 * 1024;
/** Imports that lead to more are not followed. */
const mostFiles = 100;

/**
 * The instruction files in a checkout that an agent read at a time; null where it has none, or one was changed since.
 * @param at UTC, ISO 8601
 */
export function instructionsInUse(checkout: string, agent: string, at: string): InstructionsInUse | null {
  const found: { readonly name: string; readonly text: string }[] = [];
  const own = instructionFilesOf(agent);
  /** Each file is read once, by the shortest way to it. */
  const hops = new Map(own.map((name) => [name, 0]));
  for (const [name, hopsTo] of hops) {
    const file = fileAt(checkout, name);
    if (file === undefined) continue;
    if (file.changedAtMs > Date.parse(at)) return null;
    const text = withoutBlock(file.text);
    if (text === null || text.trim() === '') continue;
    found.push({ name, text });
    for (const path of importsOf(agent, text, hopsTo)) {
      const imported = relative(checkout, resolve(checkout, dirname(name), path));
      if (hops.size < mostFiles && !hops.has(imported)) hops.set(imported, hopsTo + 1);
    }
  }
  if (found.length === 0) return null;
  const hash = createHash('sha256').update(JSON.stringify(found)).digest('hex').slice(0, 16);
  const files = found.filter(({ name }) => hops.get(name) === 0);
  return { files: files.map(({ name }) => name).join(' + '), hash };
}

/** A file of the checkout itself; what is too large, lies elsewhere or is reached through a link is left out. */
function fileAt(
  checkout: string,
  name: string,
): { readonly text: string; readonly changedAtMs: number } | undefined {
  const file = join(checkout, name);
  try {
    const stat = lstatSync(file);
    const isOfCheckout =
      !/^\.\.(?:[\\/]|$)/.test(name) && realpathSync(file) === join(realpathSync(checkout), name);
    if (!stat.isFile() || stat.size > largestBytes || !isOfCheckout) return undefined;
    return { text: readFileSync(file, 'utf8'), changedAtMs: stat.mtimeMs };
  } catch {
    // There is none.
    return undefined;
  }
}
