import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { ledgerRoot } from '../../learning/repo-root.js';
import { ActionableError } from '../actionable-error.js';

/** A folder of the workspace and where its ledger lies. */
export interface Place {
  readonly folder: vscode.WorkspaceFolder;
  /** The folder that holds `.agent`: the git root of the opened folder, or the folder itself. */
  readonly root: string;
  /** The folder that paths count from: the root, but in a worktree, whose root is elsewhere, the opened folder. */
  readonly checkout: string;
}

interface Rooted extends Place {
  /** The opened folder's path below the root, with forward slashes; empty when they are the same. */
  readonly below: string;
}

/** The ledgers that this window may keep: one a folder, one only for folders of the same repository. */
export class Places {
  readonly #rooted = new Map<string, Rooted | null>();

  all(): readonly Place[] {
    const found = new Map<string, Place>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const place = this.#rootedAt(folder);
      if (place !== null && !found.has(place.root)) found.set(place.root, place);
    }
    return [...found.values()];
  }

  /** The place whose ledger is at `root`. */
  at(root: string): Place | undefined {
    return this.all().find((place) => place.root === root);
  }

  /** A file of an opened folder, as its ledger names it; undefined for any other. */
  locate(uri: vscode.Uri): { readonly root: string; readonly path: string } | undefined {
    const folder = uri.scheme === 'file' ? vscode.workspace.getWorkspaceFolder(uri) : undefined;
    const place = folder === undefined ? null : this.#rootedAt(folder);
    if (place === null) return undefined;
    const inFolder = relative(place.folder.uri.fsPath, uri.fsPath).split(sep);
    return { root: place.root, path: [place.below, ...inFolder].filter((part) => part !== '').join('/') };
  }

  /** The name by which the editor knows a file of a place: a folder may have been opened through a link. */
  uriOf({ root, checkout }: Place, path: string): vscode.Uri {
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const rooted = this.#rootedAt(folder);
      if (rooted?.root !== root || rooted.checkout !== checkout) continue;
      if (rooted.below === '') return vscode.Uri.joinPath(folder.uri, path);
      const [above, inFolder] = [`${rooted.below}/`, path.slice(rooted.below.length + 1)];
      if (path.startsWith(above)) return vscode.Uri.joinPath(folder.uri, inFolder);
    }
    return vscode.Uri.file(join(checkout, path));
  }

  /**
   * The place that is meant: the one at the path `named`, the only one, or the one a person picks.
   * @throws {vscode.CancellationError} when none was picked
   */
  async choose(question: string, named?: string): Promise<Place> {
    const all = this.all();
    const [only] = all;
    if (only === undefined) throw nowhere();
    if (named !== undefined) return this.#named(named);
    if (all.length === 1) return only;
    const items = all.map((place) => ({ label: place.folder.name, description: place.root, place }));
    const picked = await vscode.window.showQuickPick(items, { title: question, ignoreFocusOut: true });
    if (picked === undefined) throw new vscode.CancellationError();
    return picked.place;
  }

  #named(path: string): Place {
    const root = this.locate(vscode.Uri.file(path))?.root ?? path;
    const place = this.at(root);
    if (place === undefined) throw new ActionableError(`“${path}” is not in a folder that is open here.`, []);
    return place;
  }

  #rootedAt(folder: vscode.WorkspaceFolder): Rooted | null {
    const key = folder.uri.toString();
    const known = this.#rooted.get(key);
    if (known !== undefined) return known;
    const place = rootedAt(folder);
    this.#rooted.set(key, place);
    return place;
  }
}

/** Null for a folder that is not on a disk or cannot be read. */
function rootedAt(folder: vscode.WorkspaceFolder): Rooted | null {
  if (folder.uri.scheme !== 'file') return null;
  try {
    const root = ledgerRoot(folder.uri.fsPath);
    const opened = realpathSync(folder.uri.fsPath);
    const below = relative(root, opened);
    if (below.startsWith('..')) return { folder, root, checkout: opened, below: '' };
    return { folder, root, checkout: root, below: below.split(sep).join('/') };
  } catch {
    return null;
  }
}

const openFolder = { title: 'Open Folder…', command: 'vscode.openFolder' };

function nowhere(): Error {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (first === undefined) {
    const message = 'No folder is open. Learning Loop keeps its score beside your code: open a folder first.';
    return new ActionableError(message, [openFolder]);
  }
  if (folders.every((folder) => folder.uri.scheme !== 'file')) {
    const message =
      `“${first.name}” lies on a virtual file system (${first.uri.scheme}), where no build or test can run and no ` +
      'score can be kept. Open a folder on a disk.';
    return new ActionableError(message, [openFolder]);
  }
  const message = `The folder “${first.name}” cannot be read. Check that it still exists, or open another.`;
  return new ActionableError(message, [openFolder]);
}
