import { delimiter } from 'node:path';
import * as vscode from 'vscode';
import type { CliLauncher } from '../cli-launcher.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { asError, type Logger } from '../log.js';

/** Puts the command `learning-loop` on the PATH of integrated terminals, in workspaces that are trusted. */
export class CliOnPath implements Feature {
  readonly name = 'the command line in terminals';
  readonly #variables: vscode.EnvironmentVariableCollection;
  readonly #launcher: CliLauncher;
  readonly #log: Logger;

  constructor(variables: vscode.EnvironmentVariableCollection, launcher: CliLauncher, log: Logger) {
    this.#variables = variables;
    this.#launcher = launcher;
    this.#log = log;
  }

  register(): Disposable {
    this.#variables.description = 'Adds the command `learning-loop`';
    if (vscode.workspace.isTrusted) void this.#add();
    else this.#variables.clear();
    return vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#add());
  }

  async #add(): Promise<void> {
    try {
      const folder = await this.#launcher.write();
      // Shells' own start-up files may set PATH anew.
      const options = { applyAtProcessCreation: true, applyAtShellIntegration: true };
      this.#variables.prepend('PATH', `${folder}${delimiter}`, options);
    } catch (error) {
      this.#log.warn(`the command line is not on the PATH of terminals: ${asError(error).message}`);
    }
  }
}
