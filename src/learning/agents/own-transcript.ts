import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { Transcripts } from '../../adapters/hook-adapters.js';

/** Of a transcript: enough for what came since the last prompt, and quickly read. */
const maxTailBytes = 4 * 1024 * 1024;

/** The person's home, and the variables of the environment by which agents let it be elsewhere. */
export interface PersonsPlaces {
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export function personsPlaces(): PersonsPlaces {
  return { home: homedir(), variables: process.env };
}

/** The folder in which an agent keeps its transcripts. */
export function transcriptFolder(transcripts: Transcripts, places: PersonsPlaces): string {
  const home = places.variables[transcripts.homeVariable] ?? join(places.home, transcripts.home);
  return join(home, transcripts.folder);
}

/** The transcripts of agents that had a part in a session since a time (UTC, ISO 8601), beside its own. */
export function helpersOf(transcripts: Transcripts, path: string, since: string): string[] {
  if (transcripts.helpers === undefined) return [];
  const folder = join(path.replace(/\.jsonl$/, ''), transcripts.helpers);
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).mtimeMs >= Date.parse(since));
  } catch {
    return [];
  }
}

/**
 * The end of a transcript, from the start of a line; undefined when there is none yet. Whoever calls us says which file, so
 * it has to lie in the agent's own folder, links followed.
 * @throws {Error} naming the path when it lies elsewhere
 */
export function transcriptTail(path: string, folder: string): string | undefined {
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    return undefined;
  }
  if (!real.startsWith(realpathSync(folder) + sep) || !real.endsWith('.jsonl')) {
    throw new Error(`${path} is no transcript in ${folder}; it was not read.`);
  }
  const descriptor = openSync(real, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const from = Math.max(0, size - maxTailBytes);
    const bytes = Buffer.alloc(size - from);
    const read = readSync(descriptor, bytes, 0, bytes.length, from);
    const text = bytes.toString('utf8', 0, read);
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(descriptor);
  }
}
