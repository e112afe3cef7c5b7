import { watch, type FSWatcher } from 'node:fs';
import { spoolFolder } from '../../learning/agents/agent-spool.js';

/** A hook may leave several lines at once. */
const gatherMs = 20;

/** Tells when agents' hooks have left something. */
export class SpoolWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #reported: (root: string) => void;

  constructor(reported: (root: string) => void) {
    this.#reported = reported;
  }

  /** Watches a ledger's spool from now on, where there is one. */
  follow(root: string): void {
    if (this.#watchers.has(root)) return;
    try {
      const watcher = watch(spoolFolder(root), { persistent: false }, () => {
        this.#gather(root);
      });
      watcher.on('error', () => {
        this.leave(root);
      });
      this.#watchers.set(root, watcher);
      // What was left between the last reading and now.
      this.#gather(root);
    } catch {
      // No hook has left anything yet; whoever watches the folder around it sees the first.
    }
  }

  leave(root: string): void {
    clearTimeout(this.#timers.get(root));
    this.#timers.delete(root);
    this.#watchers.get(root)?.close();
    this.#watchers.delete(root);
  }

  #gather(root: string): void {
    if (this.#timers.has(root)) return;
    const tell = (): void => {
      this.#timers.delete(root);
      this.#reported(root);
    };
    this.#timers.set(root, setTimeout(tell, gatherMs));
  }
}
