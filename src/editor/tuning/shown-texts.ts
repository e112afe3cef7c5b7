import * as vscode from 'vscode';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';

const scheme = 'learning-text';

/** Shows texts that are nobody's file: to be read, not edited. A text of the same name takes the place of the one before. */
export class ShownTexts implements Feature, vscode.TextDocumentContentProvider {
  readonly name = 'texts to read';
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  register(): Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#texts.delete(uri.path);
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.path) ?? 'This was shown before VS Code was started again. Run the command again.'
    );
  }

  /** @param name as its tab says; its ending decides the language, such as `.md` */
  async show(name: string, text: string): Promise<void> {
    await vscode.window.showTextDocument(this.#set(name, text), { preview: false, preserveFocus: true });
  }

  /**
   * Shows what is to become of a file.
   * @param name as `show` has it
   */
  async compare(name: string, before: string, after: string): Promise<void> {
    const [left, right] = [this.#set(`before/${name}`, before), this.#set(`after/${name}`, after)];
    const options = { preview: false, preserveFocus: true };
    await vscode.commands.executeCommand('vscode.diff', left, right, `${name}: now ↔ then`, options);
  }

  #set(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    return uri;
  }
}
