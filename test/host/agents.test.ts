import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { join } from 'node:path';
import { commands } from 'vscode';
import { eventually } from '../support/eventually.js';
import { agree, openFolder } from './support/runs.js';

const reading = ['access', 'lstat', 'open', 'opendir', 'readdir', 'readFile', 'readlink', 'realpath', 'stat'];
const text = '{ "permissions": {} }';

/** Notes what this process asks the file system for, through any function of Node, and passes it on. */
class AskedPaths {
  readonly all: string[] = [];
  readonly #undo: (() => void)[] = [];

  constructor() {
    for (const name of reading) {
      this.#watch(fsPromises, name);
      this.#watch(fs, name);
      this.#watch(fs, `${name}Sync`);
    }
  }

  restore(): void {
    for (const undo of this.#undo) undo();
  }

  #watch(module: object, name: string): void {
    const original: unknown = Reflect.get(module, name);
    if (typeof original !== 'function') return;
    const noted = (...args: unknown[]): unknown => {
      this.all.push(String(args[0]));
      return Reflect.apply(original, module, args);
    };
    Reflect.set(module, name, noted);
    this.#undo.push(() => Reflect.set(module, name, original));
  }
}

describe('an agent', function () {
  this.timeout(60_000);
  let asked: AskedPaths;
  let settingsFile: string;

  before('agree', async () => {
    await agree();
    settingsFile = join(openFolder(), '.claude', 'settings.local.json');
    fs.mkdirSync(join(openFolder(), '.claude'));
    fs.writeFileSync(settingsFile, text);
    asked = new AskedPaths();
  });
  after('look no more', () => {
    asked.restore();
    fs.rmSync(join(openFolder(), '.claude'), { recursive: true, force: true });
  });

  const isAgents = (path: string): boolean => /[\\/]\.(claude|codex|cursor|cline|copilot)\b/.test(path);

  it('is not looked at before its yes', async () => {
    const listed = commands.executeCommand('learningLoop.connectAgents');
    await eventually('the list is there', () => asked.all.some((path) => path.endsWith('experience.db')));
    // The list is shown after that; it is closed again without a yes.
    let isClosed = false;
    void listed.then(() => {
      isClosed = true;
    });
    await eventually('the list is closed', async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      return isClosed;
    });
    assert.deepEqual(asked.all.filter(isAgents), []);
  });

  it('is read with its yes, and written to with another', async () => {
    const accept = (): Thenable<unknown> =>
      commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    void commands.executeCommand('learningLoop.connectAgents');
    await eventually('it is picked', async () => {
      await accept();
      return asked.all.some(isAgents);
    });
    await eventually('it is connected', async () => {
      await accept();
      return fs.readFileSync(settingsFile, 'utf8').includes('hook --agent claude-code');
    });
    void commands.executeCommand('learningLoop.connectAgents');
    await eventually('it is disconnected', async () => {
      await accept();
      return fs.readFileSync(settingsFile, 'utf8') === text;
    });
  });
});
