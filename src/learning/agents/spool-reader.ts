import { closeSync, lstatSync, openSync, readdirSync, readSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { AgentEvent } from '../../adapters/agent-event.js';
import { eventOfLine } from '../../adapters/agent-event-line.js';
import { spoolFolder } from './agent-spool.js';

/** Of one file at one reading; a file of ours is never larger. */
const maxBytes = 16 * 1024 * 1024;

const keptDays = 14;
const dayMs = 24 * 60 * 60 * 1000;

/** How far each file of the spool was read, by its name. Plain data, to go on from after a restart. */
export type SpoolPositions = Readonly<Record<string, SpoolPosition>>;

interface SpoolPosition {
  /** The file's own number: another file of that name is read from its start. */
  readonly inode: string;
  readonly offset: number;
}

export interface SpoolReading {
  readonly events: AgentEvent[];
  /** What could not be read, in words for a person. */
  readonly problems: string[];
}

interface SpoolFile {
  readonly name: string;
  readonly path: string;
  readonly stat: Stats;
}

/** Reads what hooks left, each line once, whatever happens to the files meanwhile. */
export class SpoolReader {
  readonly #folder: string;
  #positions: SpoolPositions;

  /** @param positions of an earlier reader; by default everything that is there is new */
  constructor(repoRoot: string, positions: SpoolPositions = {}) {
    this.#folder = spoolFolder(repoRoot);
    this.#positions = positions;
  }

  get positions(): SpoolPositions {
    return this.#positions;
  }

  /** What came since the last reading; a line that is still being written comes with the next. */
  read(): SpoolReading {
    const readings = this.#files().map((file) => ({ name: file.name, ...this.#readFile(file) }));
    this.#positions = Object.fromEntries(readings.map(({ name, position }) => [name, position]));
    return {
      events: readings.flatMap(({ events }) => events),
      problems: readings.flatMap(({ problems }) => problems),
    };
  }

  /** Removes what nobody added to for two weeks. */
  removeOld(now: Date): void {
    for (const { path, stat } of this.#files()) {
      if (now.getTime() - stat.mtimeMs > keptDays * dayMs) rmSync(path, { force: true });
    }
  }

  #files(): SpoolFile[] {
    if (lstatSync(this.#folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .flatMap((name) => {
        const path = join(this.#folder, name);
        const stat = lstatSync(path, { throwIfNoEntry: false });
        return stat?.isFile() === true ? [{ name, path, stat }] : [];
      });
  }

  #readFile({ name, path, stat }: SpoolFile): SpoolReading & { readonly position: SpoolPosition } {
    const { ino, size } = stat;
    const inode = String(ino);
    const known = this.#positions[name];
    const from = known?.inode === inode && known.offset <= size ? known.offset : 0;
    if (size - from > maxBytes) {
      const problem = `${path} is far larger than what agents leave there, and was skipped. Remove it.`;
      return { events: [], problems: [problem], position: { inode, offset: size } };
    }
    const bytes = readBytes(path, from, size - from);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const lines = bytes
      .toString('utf8', 0, end)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const events = lines.flatMap((line) => eventOfLine(line) ?? []);
    const skipped = lines.length - events.length;
    return {
      events,
      problems:
        skipped === 0 ? [] : [`${skipped} lines of ${path} are not from an agent's hook and were skipped.`],
      position: { inode, offset: from + end },
    };
  }
}

function readBytes(file: string, from: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const descriptor = openSync(file, 'r');
  try {
    let read = 0;
    for (let more = 1; more > 0 && read < count; read += more)
      more = readSync(descriptor, bytes, read, count - read, from + read);
    return bytes.subarray(0, read);
  } finally {
    closeSync(descriptor);
  }
}
