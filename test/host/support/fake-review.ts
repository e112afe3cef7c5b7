import { createTwoFilesPatch } from 'diff';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EventEmitter, Uri, workspace } from 'vscode';
import type {
  PendingFile,
  PendingHunk,
  RejectedHunk,
  Review,
  ReviewTarget,
  UndoneRun,
} from '../../../src/editor/review/review.js';
import { isSameContent, type Content } from '../../../src/review/content.js';
import type { Hunk } from '../../../src/review/hunk.js';
import { hunkIds } from '../../../src/review/hunk-id.js';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { keepHunks, rejectHunks } from '../../../src/review/judge-hunks.js';

interface Step {
  readonly label: string;
  readonly baseline: ReadonlyMap<string, Content>;
  readonly contents: ReadonlyMap<string, Content>;
  readonly rejected: readonly RejectedHunk[];
}

/** A review of the files on the disk against texts that a test gives: in memory, without runs. */
export class FakeReview implements Review {
  readonly #changed = new EventEmitter<void>();
  readonly #root: string;
  /** What the person judged at once, in order: `true` for bulk. */
  readonly bulk: boolean[] = [];
  #baseline = new Map<string, Content>();
  #files: readonly PendingFile[] = [];
  #rejected: readonly RejectedHunk[] = [];
  #steps: Step[] = [];

  readonly onDidChange = this.#changed.event;

  constructor(root: string) {
    this.#root = root;
  }

  /** The files as they were, by path; null for one that was not there. */
  start(before: Readonly<Record<string, string | null>>): void {
    this.#baseline = new Map(
      Object.entries(before).map(([path, text]) => [path, text === null ? null : Buffer.from(text)]),
    );
    this.look();
  }

  /** Looks at the disk again. */
  look(): void {
    this.#files = [...this.#baseline.keys()].sort().flatMap((path) => {
      const file = this.#pendingFile(path);
      return file.hunks.length === 0 ? [] : [file];
    });
    this.#changed.fire();
  }

  files(): readonly PendingFile[] {
    return this.#files;
  }

  file(uri: Uri): PendingFile | undefined {
    return this.#files.find((file) => file.uri.toString() === uri.toString());
  }

  warningsKnown(): Promise<void> {
    return Promise.resolve();
  }

  baselineText(uri: Uri): Promise<string> {
    const content = this.#baseline.get(this.#pathOf(uri)) ?? null;
    return Promise.resolve(content === null ? '' : Buffer.from(content).toString('utf8'));
  }

  keep(targets: readonly ReviewTarget[], options: { readonly bulk: boolean }): Promise<void> {
    this.bulk.push(options.bulk);
    this.#remember('keep', targets);
    for (const target of targets) {
      const path = this.#pathOf(target.uri);
      const [before, now] = [this.#before(path), this.#now(path)];
      this.#baseline.set(path, keepHunks(before, now, this.#hunksOf(target)));
    }
    this.look();
    return Promise.resolve();
  }

  reject(
    targets: readonly ReviewTarget[],
    options: { readonly bulk: boolean; readonly reason?: string },
  ): Promise<void> {
    this.bulk.push(options.bulk);
    this.#remember('reject', targets);
    for (const target of targets) {
      const path = this.#pathOf(target.uri);
      const [before, now] = [this.#before(path), this.#now(path)];
      const restored = rejectHunks(before, now, this.#hunksOf(target));
      const diff = createTwoFilesPatch(path, path, textOf(restored), textOf(now));
      this.#rejected = [...this.#rejected, { path, diff, reason: options.reason ?? null, runId: null }];
      this.#write(path, restored);
    }
    this.look();
    return Promise.resolve();
  }

  get undoLabel(): string | undefined {
    return this.#steps.at(-1)?.label;
  }

  undo(): Promise<void> {
    const step = this.#steps.pop();
    if (step === undefined) return Promise.resolve();
    for (const [path, content] of step.baseline) this.#baseline.set(path, content);
    for (const [path, content] of step.contents) {
      if (!isSameContent(content, this.#now(path))) this.#write(path, content);
    }
    this.#rejected = step.rejected;
    this.look();
    return Promise.resolve();
  }

  undoRun(): Promise<UndoneRun> {
    return Promise.resolve({ restored: [], conflicts: [] });
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  regroup(): Promise<void> {
    return Promise.resolve();
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  rejected(): readonly RejectedHunk[] {
    return this.#rejected;
  }

  #pendingFile(path: string): PendingFile {
    const [before, now] = [this.#before(path), this.#now(path)];
    const hunks = hunksBetween(before, now);
    const ids = hunkIds(before, now, hunks);
    return {
      uri: Uri.file(join(this.#root, path)),
      path,
      root: this.#root,
      change: before === null ? 'added' : now === null ? 'deleted' : 'modified',
      hunks: hunks.map((hunk, index) => pendingHunk(hunk, ids[index] ?? '', textOf(now))),
      isText: !textOf(now).includes('\0'),
      renamedFrom: undefined,
    };
  }

  #hunksOf({ uri, hunkIds: wanted }: ReviewTarget): Hunk[] {
    const path = this.#pathOf(uri);
    const [before, now] = [this.#before(path), this.#now(path)];
    const hunks = hunksBetween(before, now);
    const ids = hunkIds(before, now, hunks);
    return hunks.filter((_hunk, index) => wanted?.includes(ids[index] ?? '') ?? true);
  }

  #remember(verb: string, targets: readonly ReviewTarget[]): void {
    const paths = targets.map(({ uri }) => this.#pathOf(uri));
    this.#steps.push({
      label: `${verb} in ${paths.join(', ')}`,
      baseline: new Map(paths.map((path) => [path, this.#before(path)])),
      contents: new Map(paths.map((path) => [path, this.#now(path)])),
      rejected: this.#rejected,
    });
  }

  #pathOf(uri: Uri): string {
    return workspace.asRelativePath(uri, false);
  }

  #before(path: string): Content {
    return this.#baseline.get(path) ?? null;
  }

  #now(path: string): Content {
    try {
      return readFileSync(join(this.#root, path));
    } catch {
      return null;
    }
  }

  #write(path: string, content: Content): void {
    const file = join(this.#root, path);
    if (content === null) {
      rmSync(file);
      return;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function textOf(content: Content): string {
  return content === null ? '' : Buffer.from(content).toString('utf8');
}

function pendingHunk({ before, after }: Hunk, id: string, text: string): PendingHunk {
  const added = text
    .split('\n')
    .slice(after.start, after.start + after.count)
    .join('\n');
  const skipped = added.match(/\.skip\(/g)?.length ?? 0;
  return {
    id,
    startLine: after.start,
    addedLines: after.count,
    removedLines: before.count,
    runId: null,
    warnings: skipped === 0 ? [] : [`skips ${skipped} ${skipped === 1 ? 'test' : 'tests'}`],
  };
}
