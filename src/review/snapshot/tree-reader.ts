import type { ObjectReader } from './object-reader.js';

/** What a commit has at a path. */
export interface TreeEntry {
  /** As git writes it, in octal: `100644`, `100755`, `120000` a link, `160000` a submodule, `40000` a folder. */
  readonly mode: string;
  readonly oid: string;
}

type Tree = ReadonlyMap<string, TreeEntry>;

export const linkMode = '120000';
export const submoduleMode = '160000';
const folderMode = '40000';
const maxKeptTrees = 2000;

/** Finds paths in commits by reading git's tree objects, which never change, each once. */
export class TreeReader {
  readonly #objects: ObjectReader;
  readonly #trees = new Map<string, Tree>();

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /**
   * The entry at a path, or of the link or submodule that its folder lies in. `none` where there is nothing, `lost` where the
   * commit or a tree is not in this repository.
   */
  async find(commit: string, path: string): Promise<TreeEntry | 'none' | 'lost'> {
    let tree = await this.#tree(`${commit}^{tree}`, commit.length);
    const names = path.split('/');
    for (const name of names.slice(0, -1)) {
      const folder = tree?.get(name);
      if (folder?.mode === linkMode || folder?.mode === submoduleMode) return folder;
      if (tree !== undefined && folder?.mode !== folderMode) return 'none';
      tree = folder && (await this.#tree(folder.oid, commit.length));
    }
    return tree === undefined ? 'lost' : (tree.get(names.at(-1) ?? '') ?? 'none');
  }

  async #tree(name: string, oidDigits: number): Promise<Tree | undefined> {
    const known = this.#trees.get(name);
    if (known !== undefined) return known;
    const bytes = await this.#objects.read(name);
    if (bytes === undefined) return undefined;
    if (this.#trees.size === maxKeptTrees) this.#trees.clear();
    const tree = parseTree(bytes, oidDigits / 2);
    this.#trees.set(name, tree);
    return tree;
  }
}

/** `MODE NAME\0OID`, one after the other, the oid in bytes. */
function parseTree(bytes: Uint8Array, oidBytes: number): Tree {
  const entries = new Map<string, TreeEntry>();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < buffer.length;) {
    const space = buffer.indexOf(' ', start);
    const end = buffer.indexOf(0, space);
    if (space === -1 || end === -1) break;
    const oid = buffer.toString('hex', end + 1, end + 1 + oidBytes);
    entries.set(buffer.toString('utf8', space + 1, end), {
      mode: buffer.toString('latin1', start, space),
      oid,
    });
    start = end + 1 + oidBytes;
  }
  return entries;
}
