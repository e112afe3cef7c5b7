import type { DocsSite } from '../docs-site.js';
import { pinAddress, type PinnedAddress } from './pin-address.js';
import { workspaceVersions, type Versions } from './workspace-versions.js';

/** Which version of a documentation is about what a workspace uses. Its lockfiles are read when that is first asked. */
export class VersionPins {
  readonly #root: string;
  #versions: Versions | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** Undefined where the newest is meant. */
  pin(url: string, site: DocsSite | undefined): PinnedAddress | undefined {
    if (site?.versions === undefined) return undefined;
    return pinAddress(url, site, this.used());
  }

  /** What the workspace uses. */
  used(): Versions {
    return (this.#versions ??= workspaceVersions(this.#root));
  }
}
