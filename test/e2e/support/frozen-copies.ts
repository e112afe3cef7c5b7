import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { shortTempFolder } from '../../harness/paths.js';
import { sendSignal } from '../../harness/processes.js';
import type { Editor } from './editor.js';

/**
 * Copies of an editor's folder, one whenever something changes in a folder below it. The extension host stands still meanwhile, so
 * that each copy is what `kill -9` would have left in that moment.
 */
export class FrozenCopies {
  readonly paths: string[] = [];
  readonly #editor: Editor;
  readonly #folder: string;
  readonly #copies = mkdtempSync(join(shortTempFolder(), 'll-frozen-'));
  readonly #watcher: FSWatcher;

  /** @param below the folder in which changes are waited for */
  constructor(editor: Editor, folder: string, below: string) {
    this.#editor = editor;
    this.#folder = folder;
    this.#watcher = watch(join(folder, below), () => {
      this.#copy();
    });
  }

  stop(): void {
    this.#watcher.close();
  }

  remove(): void {
    rmSync(this.#copies, { recursive: true, force: true });
  }

  #copy(): void {
    const copy = join(this.#copies, String(this.paths.length));
    const hosts = this.#editor.server.extensionHosts();
    for (const pid of hosts) sendSignal(pid, 'SIGSTOP');
    // Hard links stay what they are: the lock of the ledger is one.
    const { status } = spawnSync('cp', ['-a', this.#folder, copy]);
    for (const pid of hosts) sendSignal(pid, 'SIGCONT');
    if (status === 0) this.paths.push(copy);
  }
}
