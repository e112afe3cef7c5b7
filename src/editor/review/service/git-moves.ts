import { watch } from 'node:fs';
import { access, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DisposableStore, type Disposable } from '../../disposable-store.js';

/** What git did to the checkout as a whole. */
export type GitMove =
  /** What was there is now in a commit. */
  | { readonly kind: 'commit'; readonly from: string | null; readonly commit: string }
  /** A commit came on top that changed files: a revert, a cherry-pick, a merge, a pull. */
  | { readonly kind: 'onward'; readonly from: string | null; readonly commit: string }
  /** Another commit was checked out, rebased or reset to. */
  | { readonly kind: 'head'; readonly from: string | null; readonly commit: string };

const settleMs = 50;
/** How long after git was at work a change on the disk may still be its doing. */
const aftermathMs = 1500;
const tailBytes = 4096;
const telling = /^(?:HEAD|ORIG_HEAD|MERGE_HEAD|index|index\.lock|stash)$/;

/**
 * Watches a repository's own folder for what git does. Nothing in it is run or believed: it says only when to look, and
 * whether a commit was made.
 */
export class GitMoves implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #gitDir: string;
  readonly #head: () => Promise<string | null>;
  readonly #moved: (move: GitMove) => void;
  #known: string | null;
  /** The commit that was checked out before git went to work. */
  #atRest: string | null;
  #activeUntil = 0;
  #stashedUntil = 0;
  #lastMove: GitMove | undefined;
  #lastMoveAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  /**
   * @param known the commit that is checked out
   * @param head asks git for it
   */
  constructor(
    gitDir: string,
    known: string | null,
    head: () => Promise<string | null>,
    moved: (move: GitMove) => void,
  ) {
    this.#gitDir = gitDir;
    this.#known = known;
    this.#atRest = known;
    this.#head = head;
    this.#moved = moved;
    for (const folder of [gitDir, join(gitDir, 'logs'), join(gitDir, 'logs', 'refs'), join(gitDir, 'refs')]) {
      this.#watch(folder);
    }
    this.#listeners.add({
      dispose: () => {
        clearTimeout(this.#timer);
      },
    });
  }

  /** Whether git changes files now, or did so a moment ago. */
  get isActive(): boolean {
    return Date.now() < this.#activeUntil;
  }

  /** Whether git put edits away, or back, a moment ago: then files are its doing that no commit has. */
  get hasStashed(): boolean {
    return Date.now() < this.#stashedUntil;
  }

  /** Where HEAD moved a moment ago. */
  get recent(): GitMove | undefined {
    return Date.now() - this.#lastMoveAt < aftermathMs ? this.#lastMove : undefined;
  }

  /** Resolves when git's own lock is gone and what it did has been told; at once where it is not at work. */
  async settled(): Promise<void> {
    const isLocked = await isThere(join(this.#gitDir, 'index.lock'));
    if (!isLocked && !this.isActive) return;
    for (const deadline = Date.now() + aftermathMs * 4; Date.now() < deadline;) {
      if (!(await isThere(join(this.#gitDir, 'index.lock')))) break;
      this.#activeUntil = Date.now() + aftermathMs;
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    }
    await this.#look();
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === 'stash') this.#stashedUntil = Date.now() + aftermathMs;
        if (name !== null && telling.test(name)) this.#noticed();
      });
      watcher.on('error', () => {
        watcher.close();
      });
      this.#listeners.add({
        dispose: () => {
          watcher.close();
        },
      });
    } catch {
      // A folder that is not there yet; HEAD and the index lie in the one that always is.
    }
  }

  #noticed(): void {
    if (!this.isActive) this.#atRest = this.#known;
    this.#activeUntil = Date.now() + aftermathMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), settleMs);
  }

  async #look(): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      const commit = await this.#head();
      if (commit === null || commit === this.#known) return;
      this.#known = commit;
      this.#activeUntil = Date.now() + aftermathMs;
      const move: GitMove = { kind: await this.#kind(), from: this.#atRest, commit };
      this.#lastMove = move;
      this.#lastMoveAt = Date.now();
      this.#moved(move);
    });
    await this.#looking;
  }

  /** By the last line of git's own log of HEAD; without such a log every move is one to another commit. */
  async #kind(): Promise<GitMove['kind']> {
    const line = (await tailOf(join(this.#gitDir, 'logs', 'HEAD'))).trimEnd().split('\n').at(-1) ?? '';
    return kindOfMove(line);
  }
}

/** @param line of git's log of HEAD */
export function kindOfMove(line: string): GitMove['kind'] {
  if (/\tcommit\b/.test(line)) return 'commit';
  // A pull that rebases says `(start)`, `(pick)` and `(finish)`, and on the way it lacks what it has in the end.
  return /\t(?:revert|cherry-pick|merge|am|pull)\b[^(:]*:/.test(line) ? 'onward' : 'head';
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function tailOf(file: string): Promise<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    await handle.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

/** The branch that is checked out; null without one. */
export async function branchIn(gitDir: string): Promise<string | null> {
  const head = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '');
  return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1] ?? null;
}
