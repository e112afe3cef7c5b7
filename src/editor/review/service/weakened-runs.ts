import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { ChangedFile } from '../../../evidence/weakened/changed-file.js';
import type { WeakenedCheck, WeakenedEvidence } from '../../../evidence/weakened-evidence.js';
import { weakenedByKind } from '../../../evidence/weakened/weakened.js';
import { isSameContent, type Content } from '../../../review/content.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { RunLayer } from '../../../review/run-layer.js';
import { standingEdit } from '../../../review/standing-edit.js';
import { changedTexts } from './changed-text.js';
import type { RunParts } from './run-parts.js';
import { byPath } from './weakened-edits.js';

type Engine = Pick<AsyncEngine, 'findWeakened' | 'explainRun' | 'observe'>;
type Parts = Pick<RunParts, 'load' | 'layersOf' | 'ofRun'>;

/** Tells runs which checks their edits weaken, and takes it back where the edits were. */
export class WeakenedRuns {
  /** What of each run's edit of a file was there when it was looked at last. */
  readonly #looked = new Map<string, Content>();
  readonly #root: string;
  readonly #engine: Engine;
  readonly #parts: Parts;
  readonly #now: (path: string) => Promise<FileState | undefined>;

  /** @param now a file as it is; undefined where that is not known */
  constructor(
    root: string,
    engine: Engine,
    parts: Parts,
    now: (path: string) => Promise<FileState | undefined>,
  ) {
    this.#root = root;
    this.#engine = engine;
    this.#parts = parts;
    this.#now = now;
  }

  /** Looks at the runs of whose edits in these files something came or went. */
  async look(paths: readonly string[]): Promise<void> {
    await this.#parts.load(paths);
    const runs = new Set<string>();
    for (const path of paths) {
      for (const runId of await this.#changedIn(path)) runs.add(runId);
    }
    for (const runId of runs) await this.lookAt(runId);
  }

  /** Looks at all that a run did, and tells it what the ledger does not know yet. */
  async lookAt(runId: string): Promise<void> {
    const parts = await this.#parts.ofRun(runId);
    if (parts.length === 0) return;
    const files: ChangedFile[] = [];
    for (const { path, before, after } of parts) {
      const layer = { before: before.content, after: after.content };
      const standing = standingAt(layer, await this.#now(path));
      files.push(...changedTexts(path, before.content, standing));
    }
    const found = byPath(files.length === 0 ? [] : await this.#engine.findWeakened(this.#root, files));
    const told = await this.#told(runId);
    const at = new Date().toISOString();
    const evidence = [...new Set([...found.keys(), ...told.keys()])].flatMap((path): WeakenedEvidence[] => {
      const checks = weakenedByKind(found.get(path) ?? []);
      const isTold = inText(checks) === inText(told.get(path) ?? []);
      return isTold ? [] : [{ kind: 'weakened', at, path, checks }];
    });
    if (evidence.length > 0) await this.#engine.observe(this.#root, runId, evidence);
  }

  /** Runs that wrote a file and of whose edit another part is there than before; after a reload, than when they ended. */
  async #changedIn(path: string): Promise<string[]> {
    const now = await this.#now(path);
    const layers = this.#parts.layersOf(path);
    const changed = layers.filter((layer) => {
      const key = `${layer.runId}\n${path}`;
      const known = layer === layers.at(-1) ? undefined : layer.after;
      const before = this.#looked.has(key) ? this.#looked.get(key) : known;
      const standing = standingAt(layer, now);
      this.#looked.set(key, standing);
      return before === undefined || !isSameContent(before, standing);
    });
    return changed.map(({ runId }) => runId);
  }

  /** What the ledger has of a run's weakened checks, by path. */
  async #told(runId: string): Promise<Map<string, WeakenedCheck[]>> {
    const { explanation } = await this.#engine.explainRun(this.#root, runId);
    const told = new Map<string, WeakenedCheck[]>();
    for (const { path, ...check } of explanation.weakened) told.set(path, [...(told.get(path) ?? []), check]);
    return told;
  }
}

/** What is there of an edit; all of it where the file is not known any more. */
function standingAt(layer: Omit<RunLayer, 'runId'>, now: FileState | undefined): Content {
  return now === undefined ? layer.after : standingEdit(layer, now.content);
}

function inText(checks: readonly WeakenedCheck[]): string {
  return JSON.stringify(checks.map(({ line, what, effect }) => [line, what, effect]));
}
