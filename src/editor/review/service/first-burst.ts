import { writtenByPackageManager } from '../../../review/package-files.js';
import { GitRepository } from '../../../review/snapshot/git-repository.js';
import type { Disposable } from '../../disposable-store.js';
import type { Exclusions } from '../../files/exclusions.js';
import type { Place } from '../../ledger/places.js';

const quietMs = 4000;

/**
 * Notices the first files that an agent changes where nobody has been asked yet whether to keep score. Nothing is written and
 * no content is read; git says which of the files differ from the last commit.
 */
export class FirstBurst implements Disposable {
  readonly #place: Place;
  readonly #exclusions: Exclusions;
  readonly #found: (paths: readonly string[]) => void;
  readonly #noticed = new Set<string>();
  readonly #saved = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  /** @param found told once, with the files */
  constructor(place: Place, exclusions: Exclusions, found: (paths: readonly string[]) => void) {
    this.#place = place;
    this.#exclusions = exclusions;
    this.#found = found;
  }

  noticed(path: string, isOwn: boolean): void {
    (isOwn ? this.#saved : this.#noticed).add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), quietMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const noticed = [...this.#noticed].filter((path) => !this.#saved.has(path));
    this.#noticed.clear();
    const kept = await this.#exclusions.keep(await this.#changed(noticed));
    const byPackageManager = writtenByPackageManager(kept);
    const changed = kept.filter((path) => !byPackageManager.has(path));
    if (changed.length > 0) this.#found(changed);
  }

  /** Those files that differ from the last commit, also in folders; without git nobody can say what was there before. */
  async #changed(noticed: readonly string[]): Promise<string[]> {
    const git = noticed.length === 0 ? null : await GitRepository.find(this.#place.checkout);
    if (git === null) return [];
    try {
      const { paths } = await git.status();
      return paths.filter((path) => noticed.some((each) => path === each || path.startsWith(`${each}/`)));
    } finally {
      git.dispose();
    }
  }
}
