import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { OutputText } from '../evidence/output-text.js';
import { seenOutput, type CaughtText, type SeenOutput } from '../evidence/seen-output.js';

/** A check's captured output. */
export interface CapturedOutput extends CaughtText {
  /** The folder that the check ran in, which its paths count from. */
  readonly folder: string;
}

const largestReportBytes = 64 * 1024 * 1024;
const chunkBytes = 1024 * 1024;

/** What a check said; null when nothing of its output is recognised. */
export function readOutput(root: string, { folder, ...caught }: CapturedOutput): SeenOutput | null {
  return seenOutput([caught], (path) => belowRoot(root, folder, path));
}

/**
 * What the report files say that one run of a check wrote together; null when nothing is recognised.
 * @param paths relative to `root`
 */
export function readReports(root: string, paths: readonly string[]): SeenOutput | null {
  const texts = paths.flatMap((path) => textOf(join(root, path)) ?? []);
  return seenOutput(texts, (path) => belowRoot(root, root, path));
}

function belowRoot(root: string, folder: string, path: string): string {
  const absolute = isAbsolute(path) ? path : resolve(folder, path);
  const below = relative(root, absolute);
  return below.startsWith('..') || isAbsolute(below) ? path : below.split(sep).join('/');
}

/** Undefined for what is not a file in itself, such as a link, and for what is too large or gone. */
function textOf(file: string): CaughtText | undefined {
  const output = new OutputText();
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = fstatSync(descriptor);
      if (!found.isFile() || found.size > largestReportBytes) return undefined;
      const chunk = Buffer.alloc(chunkBytes);
      for (;;) {
        const length = readSync(descriptor, chunk);
        if (length === 0) return output.end();
        output.add(Uint8Array.from(chunk.subarray(0, length)));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
