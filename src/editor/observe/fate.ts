import type { Evidence } from '../../evidence/evidence.js';
import type { RunView } from '../../learning/runs/run.js';
import type { Content } from '../../review/content.js';
import { writtenLines, writtenLinesIn, writtenLinesRestored } from '../../review/written-lines.js';

/** What a run did to one file, and the file at a later time. */
export interface WrittenFile {
  readonly before: Content;
  readonly after: Content;
  readonly later: Content;
}

/** A commit that was made on top of another. */
export interface NewCommit {
  readonly commit: string;
  /** Null where it is the first. */
  readonly previous: string | null;
}

/** What became of edits is looked up through this. */
export interface FatePorts {
  /** What a run did to files, and each file as it is now, or as a commit has it. */
  files(runId: string, commit?: string): Promise<readonly WrittenFile[]>;
  tell(runId: string, evidence: Evidence): Promise<void>;
  /** In milliseconds since 1970. */
  now(): number;
}

const marks = [5, 15] as const;
const minuteMs = 60_000;

interface Told {
  readonly committedLines: number;
  readonly revertedLines: number;
}

/** Follows what becomes of the edits of runs that are over: survived, committed, reverted. Of one ledger. */
export class Fate {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #told = new Map<string, Told>();
  readonly #ports: FatePorts;

  constructor(ports: FatePorts) {
    this.#ports = ports;
  }

  /** Looks at each finished run 5 and 15 minutes after its end, those of before a reload included. */
  follow(runs: readonly RunView[]): void {
    for (const { id, status, finishedAt } of runs) {
      if (status !== 'finished' || finishedAt === null) continue;
      for (const afterMinutes of marks) {
        const key = `${id} ${afterMinutes}`;
        const delayMs = Date.parse(finishedAt) + afterMinutes * minuteMs - this.#ports.now();
        if (delayMs <= 0 || this.#timers.has(key)) continue;
        this.#timers.set(
          key,
          setTimeout(() => void this.#survived(id, afterMinutes), delayMs),
        );
      }
    }
  }

  /** Takes in a commit: what of each run it has, and what of each run it took back. */
  async committed(runs: readonly RunView[], { commit, previous }: NewCommit): Promise<void> {
    for (const { id, status } of runs) {
      if (status !== 'finished') continue;
      const files = await this.#ports.files(id, commit);
      const lines = linesOf(files);
      if (lines === 0) continue;
      const told = this.#told.get(id) ?? (await this.#before(id, previous));
      const committedLines = Math.max(told.committedLines, sum(files, writtenLinesIn));
      const revertedLines = Math.min(told.committedLines, sum(files, writtenLinesRestored));
      this.#told.set(id, { committedLines, revertedLines });
      const at = new Date(this.#ports.now()).toISOString();
      if (committedLines > told.committedLines) {
        await this.#ports.tell(id, { kind: 'committed', at, commit, committedLines, lines });
      }
      if (revertedLines !== told.revertedLines) {
        await this.#ports.tell(id, { kind: 'reverted', at, commit, revertedLines, lines: committedLines });
      }
    }
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** What of a run was in the commit before, which this window has not seen being made. */
  async #before(id: string, previous: string | null): Promise<Told> {
    const files = previous === null ? [] : await this.#ports.files(id, previous);
    return { committedLines: sum(files, writtenLinesIn), revertedLines: 0 };
  }

  async #survived(id: string, afterMinutes: 5 | 15): Promise<void> {
    const files = await this.#ports.files(id);
    const lines = linesOf(files);
    if (lines === 0) return;
    const at = new Date(this.#ports.now()).toISOString();
    await this.#ports.tell(id, {
      kind: 'survival',
      at,
      afterMinutes,
      keptLines: sum(files, writtenLinesIn),
      lines,
    });
  }
}

function linesOf(files: readonly WrittenFile[]): number {
  return files.reduce((total, { before, after }) => total + writtenLines(before, after), 0);
}

function sum(
  files: readonly WrittenFile[],
  count: (before: Content, after: Content, later: Content) => number,
): number {
  return files.reduce((total, { before, after, later }) => total + count(before, after, later), 0);
}
