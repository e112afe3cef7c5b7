import { lstatSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { basename, join } from 'node:path';
import type { AgentEvent } from '../../adapters/agent-event.js';
import { eventsOfCommits } from '../../adapters/commit-trailers.js';
import { hookAdapter, type Transcripts } from '../../adapters/hook-adapters.js';
import { reportedRuns, type ReportedRun } from '../../adapters/reported-run.js';
import { isUnknown } from '../../adapters/unknown.js';
import { commitLog } from './agent-commits.js';
import { transcriptFolder, type PersonsPlaces } from './own-transcript.js';

/** What can be read afterwards: the transcripts of these agents, and the commits of all. */
export const backfillNames = ['claude-code', 'codex', 'commits'] as const;

export type BackfillName = (typeof backfillNames)[number];

/** Something to be read, told before it is. */
export interface BackfillSource {
  readonly name: BackfillName;
  /** The folder of transcripts, or of the checkout. */
  readonly place: string;
  /** Transcripts; empty for commits. */
  readonly files: readonly string[];
  readonly sizeBytes: number;
}

export interface BackfillReading {
  readonly runs: readonly ReportedRun[];
  /** What could not be read, in words for a person. */
  readonly problems: readonly string[];
}

/** Together, so that a window's ledger is not held up for minutes. */
const maxBytes = 512 * 2 ** 20;
const maxFileBytes = 64 * 2 ** 20;

/** Looks for what agents left about a repository, by names of files only: nothing is read yet. */
export function findSources(
  root: string,
  places: PersonsPlaces,
  names: readonly BackfillName[] = backfillNames,
): BackfillSource[] {
  return names.flatMap((name) => {
    const transcripts = hookAdapter(name)?.transcripts;
    if (transcripts === undefined) return [{ name, place: root, files: [], sizeBytes: 0 }];
    const place = transcriptFolder(transcripts, places);
    const files = transcriptsBelow(name === 'claude-code' ? claudeFolders(place, root) : [place]);
    const sizeBytes = files.reduce((sum, { size }) => sum + size, 0);
    return files.length === 0 ? [] : [{ name, place, files: files.map(({ path }) => path), sizeBytes }];
  });
}

/** Reads them, newest first, as far as they are about work in this repository. */
export function readSources(sources: readonly BackfillSource[], root: string): BackfillReading {
  const problems: string[] = [];
  const events: AgentEvent[] = [];
  let left = maxBytes;
  for (const { name, files } of sources) {
    const transcripts = hookAdapter(name)?.transcripts;
    if (transcripts === undefined) events.push(...eventsOfCommits(commitLog(root) ?? '', root));
    else {
      for (const file of files) {
        const read = readTranscript(file, transcripts, left);
        left -= read.sizeBytes;
        events.push(...read.events);
        if (read.problem !== undefined) problems.push(read.problem);
      }
    }
  }
  return { runs: reportedRuns(events), problems };
}

function readTranscript(
  file: string,
  transcripts: Transcripts,
  left: number,
): { readonly events: readonly AgentEvent[]; readonly sizeBytes: number; readonly problem?: string } {
  try {
    const { size } = lstatSync(file);
    if (size > Math.min(left, maxFileBytes)) {
      return {
        events: [],
        sizeBytes: 0,
        problem: `${file} was skipped: it is too large to be read with the others.`,
      };
    }
    const told = transcripts.read(readFileSync(file, 'utf8'), basename(file, '.jsonl'));
    return isUnknown(told)
      ? { events: [], sizeBytes: size, problem: `${file}: ${told.message}` }
      : { events: told, sizeBytes: size };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { events: [], sizeBytes: 0, problem: `${file} could not be read: ${reason}` };
  }
}

/** Claude Code has a folder for each folder that it worked in, of that name with all but letters and digits replaced. */
function claudeFolders(place: string, root: string): string[] {
  const name = root.replace(/[^A-Za-z0-9]/g, '-');
  return entriesOf(place)
    .filter((entry) => entry.isDirectory() && (entry.name === name || entry.name.startsWith(`${name}-`)))
    .map((entry) => join(place, entry.name));
}

/** Newest first; links are not followed. */
function transcriptsBelow(folders: readonly string[]): { readonly path: string; readonly size: number }[] {
  const below = (folder: string): { path: string; size: number; mtimeMs: number }[] =>
    entriesOf(folder).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return below(path);
      if (!entry.isFile() || !entry.name.endsWith('.jsonl')) return [];
      const { size, mtimeMs } = lstatSync(path);
      return [{ path, size, mtimeMs }];
    });
  return folders.flatMap(below).sort((a, b) => b.mtimeMs - a.mtimeMs);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
