import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** More than this is not worth learning from in one example. */
export const maxPairBytes = 200 * 1024;

/** A file as it is at the end of a run. */
export interface FileText {
  readonly path: string;
  readonly content: string;
}

/**
 * The texts of files below `root`, in their order, as far as they fit into `maxPairBytes` together. What is not a
 * plain text file there is left out: deleted, binary, a link or reached through one.
 */
export async function readTexts(root: string, paths: readonly string[]): Promise<FileText[]> {
  const texts: FileText[] = [];
  let room = maxPairBytes;
  const realRoot = await realpath(root);
  for (const path of paths) {
    const content = await readText(join(realRoot, path), room);
    if (content === null) continue;
    room -= Buffer.byteLength(content);
    texts.push({ path, content });
  }
  return texts;
}

async function readText(file: string, maxBytes: number): Promise<string | null> {
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > maxBytes || (await realpath(file)) !== file) return null;
    const bytes = await readFile(file);
    return bytes.includes(0) ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The two halves of a training example. */
export function pairOf(
  goal: string,
  prompt: string | null,
  files: readonly FileText[],
): { promptJson: string; outputJson: string } {
  return { promptJson: JSON.stringify({ goal, prompt }), outputJson: JSON.stringify({ files }) };
}
