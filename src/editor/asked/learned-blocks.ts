import * as vscode from 'vscode';
import { blockContent, blockState, withBlock, withoutBlock } from '../../adapters/instruction-block.js';
import { UserError } from '../../learning/user-error.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { EngineNews } from '../engine-news.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import { coalesce } from '../panel/coalesce.js';
import type { ShownTexts } from '../tuning/shown-texts.js';
import { InstructionFile, instructionFiles, type InstructionFileParts } from './instruction-file.js';
import { LearnedMemory } from './learned-memory.js';

export interface LearnedBlocksParts extends InstructionFileParts {
  readonly ledgers: Ledgers;
  readonly news: EngineNews;
  readonly texts: ShownTexts;
  /** This workspace's own, which no repository can write. */
  readonly state: vscode.Memento;
}

interface FileItem extends vscode.QuickPickItem {
  readonly file: InstructionFile;
}

/** Changes of a ledger come in numbers. */
const gatherMs = 2000;
const nothingSure = '## Learned in this repository\n\nNothing is sure enough to be told at the moment.';

/** Keeps a block with what was learned here in those instruction files in which a person wants it. */
export class LearnedBlocks implements Feature {
  readonly name = 'what agents are told';
  readonly #parts: LearnedBlocksParts;
  readonly #memory: LearnedMemory;
  readonly #log: Logger;

  constructor(parts: LearnedBlocksParts, log: Logger) {
    this.#parts = parts;
    this.#memory = new LearnedMemory(parts.state);
    this.#log = log;
  }

  register(): Disposable {
    const registered = new DisposableStore();
    const update = registered.add(coalesce(() => void this.#updateAll(), gatherMs));
    registered.add(this.#parts.news.onDidChangeLedger(update));
    return registered;
  }

  /** Puts the block into a file that the person picks, shown before, or takes it out. */
  async tell(): Promise<void> {
    const { ledgers, places } = this.#parts;
    const place = await places.choose('Tell agents in which folder?');
    await ledgers.write(place);
    const file = await this.#pick(place);
    const isOurs = this.#memory.get(place, file.path) !== undefined;
    const { text } = await file.read();
    if (text !== null && blockState(text) === 'broken') throw broken(file);
    if (isOurs && text !== null && blockState(text) === 'whole') await this.#takeOut(place, file);
    else await this.#putIn(place, file);
  }

  async #pick(place: Place): Promise<FileItem['file']> {
    const items = instructionFiles.map((path): FileItem => {
      const isOurs = this.#memory.get(place, path) !== undefined;
      return {
        file: new InstructionFile(place, path, this.#parts),
        label: `$(${isOurs ? 'pass-filled' : 'circle-large-outline'}) ${path}`,
        description: isOurs ? 'tells what was learned; choose it to take that out' : 'does not tell',
      };
    });
    const title = 'Tell agents what was learned here';
    const placeHolder = 'A few lines between markers, kept current. Shown before anything is written.';
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
    if (picked === undefined) throw new vscode.CancellationError();
    return picked.file;
  }

  async #putIn(place: Place, file: InstructionFile): Promise<void> {
    const { engine, texts } = this.#parts;
    const learned = await engine.learned(place.root);
    if (learned === null)
      throw new UserError(
        'It is too early to tell agents anything: nothing in the standings is probably better yet. Try again after more runs.',
      );
    const before = await file.read();
    const after = withBlock(before.text, learned);
    await texts.compare(file.path, before.text ?? '', after);
    const answers = ['Write', "Don't Write"];
    const title = `Write this to ${file.path}?`;
    const placeHolder = 'The lines are kept current, and can be taken out again to the byte.';
    const answer = await vscode.window.showQuickPick(answers, { title, placeHolder, ignoreFocusOut: true });
    if (answer !== 'Write') throw new vscode.CancellationError();
    await file.replace(before, after);
    await this.#memory.set(place, file.path, learned);
    const message = `${file.path} tells agents what was learned here.`;
    const pressed = await vscode.window.showInformationMessage(message, 'Take It Out');
    if (pressed !== undefined) await this.#takeOut(place, file);
  }

  async #takeOut(place: Place, file: InstructionFile): Promise<void> {
    const before = await file.read();
    if (before.text !== null && blockState(before.text) === 'broken') throw broken(file);
    if (before.text !== null) await file.replace(before, withoutBlock(before.text));
    await this.#memory.set(place, file.path, undefined);
    void vscode.window.showInformationMessage(`${file.path} is as you wrote it.`);
  }

  async #updateAll(): Promise<void> {
    const { ledgers, places } = this.#parts;
    for (const place of places.all()) {
      const written = this.#memory.all(place);
      if (written.size === 0 || !ledgers.isWritable(place.root)) continue;
      try {
        const learned = (await this.#parts.engine.learned(place.root)) ?? nothingSure;
        for (const [path, content] of written) await this.#update(place, path, content, learned);
      } catch (error) {
        this.#log.warn(`what agents are told could not be kept current: ${asError(error).message}`);
      }
    }
  }

  async #update(place: Place, path: string, content: string, learned: string): Promise<void> {
    const file = new InstructionFile(place, path, this.#parts);
    // With the next change: a person is writing in it.
    if (file.isUnsaved) return;
    const before = await file.read();
    const present = before.text === null ? null : blockContent(before.text);
    if (present !== null && present === content) {
      if (learned === content) return;
      await file.replace(before, withBlock(before.text, learned));
      await this.#memory.set(place, path, learned);
      return;
    }
    // Another window may have been first.
    const isCurrent = present === learned;
    await this.#memory.set(place, path, isCurrent ? learned : undefined);
    if (before.text === null || isCurrent || blockState(before.text) === 'none') return;
    this.#parts.news.notice(
      `What ${path} tells agents was changed by somebody, so it stays as it is and is not kept current any more. “Tell Agents What Was Learned” writes it anew.`,
    );
  }
}

function broken({ path }: InstructionFile): UserError {
  return new UserError(
    `The markers of Learning Loop's lines in ${path} are not as they were. Put them back or remove them; nothing was touched.`,
  );
}
