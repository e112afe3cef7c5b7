import { CollectedEdits } from './collected-edits.js';
import { diffEdits } from './diff-edits.js';
import type { ParsedReply } from './edit.js';
import { closesFence, openingFence, withoutIndent, type Fence } from './fence.js';
import { contentOf } from './fence-content.js';
import { FenceEnds } from './fence-ends.js';
import { fileCommandIn, type FileCommand } from './file-commands.js';
import { knownFileIn, looksLikePath, pathOfFence, pathOfInfo, pathOfLine } from './file-names.js';
import type { KnownFiles } from './parse-reply.js';
import { readDiff } from './read-diff.js';
import { beginsFile, type DiffSource } from './read-hunk.js';
import { opensPatch, readPatch } from './read-patch.js';
import { refused, type Refused } from './refusal.js';
import { opensSearchBlock, readSearchBlock } from './search-block.js';

/** Goes through the lines of a reply once, from the first to the last. */
export class ReplyReader {
  readonly #lines: readonly string[];
  readonly #known: KnownFiles;
  readonly #ends: FenceEnds;
  readonly #collected = new CollectedEdits();
  readonly #prose: string[] = [];
  /** The first line that opens a block of code of which nothing says which file it is. */
  #unnamed: number | null = null;
  #index = 0;
  /** The last line of prose, as long as it may be the heading of what follows. */
  #heading: string | null = null;
  /** The fence around search blocks, whose closing line is still to come. */
  #around: Fence | null = null;
  /** The file of the search block above, as long as nothing but blanks and fences follow it. */
  #pathAbove: string | null = null;

  constructor(text: string, known: KnownFiles) {
    this.#lines = text.split(/\r\n|\r|\n/);
    this.#known = known;
    this.#ends = new FenceEnds(this.#lines);
  }

  read(): ParsedReply {
    const collected = this.#collected;
    while (this.#index < this.#lines.length && !collected.hasTooMany) this.#readNext();
    if (collected.isEmpty && this.#unnamed !== null) collected.refuse(null, this.#unnamed, unnamed);
    const prose = collected.hasTooMany ? '' : this.#prose.join('\n').trim();
    return { ...collected.all(), prose };
  }

  #readNext(): void {
    const start = this.#index;
    const line = this.#lines[start] ?? '';
    const fence = openingFence(line);
    const command = fileCommandIn(line);
    if (opensSearchBlock(line)) this.#readSearchBlock(start);
    else if (opensPatch(line)) this.#readPatch(start);
    else if (this.#around !== null && closesFence(line, this.#around)) this.#leave();
    else if (fence !== null) this.#readFence(fence, start);
    else if (beginsFile(this.#unfenced(), start)) this.#readDiff(this.#unfenced(), start);
    else if (command !== null) this.#command(command, start);
    else this.#readProse(line);
  }

  #readProse(line: string): void {
    this.#index += 1;
    if (this.#around === null) this.#prose.push(line);
    if (line.trim() === '') return;
    this.#heading = line;
    this.#pathAbove = null;
  }

  /** A heading is of the next block only. */
  #goTo(index: number): void {
    this.#index = index;
    this.#heading = null;
    this.#pathAbove = null;
  }

  #leave(): void {
    this.#around = null;
    this.#heading = null;
    this.#index += 1;
  }

  #readSearchBlock(start: number): void {
    const block = readSearchBlock(this.#lines, start);
    const labelled = looksLikePath(block.label) ? block.label : null;
    const path = labelled ?? this.#namedAbove() ?? this.#pathAbove;
    const { search, replacement } = block;
    if (block.problem !== null) this.#collected.refuse(path, start, block.problem);
    else if (path === null) this.#collected.refuse(null, start, unnamed);
    else this.#collected.add({ kind: 'replace', path, line: start + 1, search, replacement });
    this.#goTo(block.next);
    this.#pathAbove = path;
  }

  #readPatch(start: number): void {
    const { files, next } = readPatch(this.#lines, start);
    for (const { path, edits, problem, start: at } of files)
      if (problem === null) this.#collected.add(...edits);
      else this.#collected.refuse(path, at, problem);
    this.#goTo(next);
  }

  #namedAbove(): string | null {
    const heading = this.#heading ?? '';
    return (
      pathOfLine(heading, this.#known) ??
      knownFileIn(heading, this.#known) ??
      pathOfInfo(this.#around?.info ?? '', this.#known)
    );
  }

  #readFence(fence: Fence, start: number): void {
    const content = contentOf(fence, this.#lines, start);
    if (content === 'marked') {
      this.#around = fence;
      this.#index += 1;
      return;
    }
    if (content === 'diff') {
      this.#readFencedDiff(fence, start);
      return;
    }
    const path = pathOfFence(fence.info, this.#heading ?? '', this.#known);
    if (path === null) this.#readUnnamed(fence, start);
    else this.#readFile(fence, path, start);
  }

  #readFile(fence: Fence, path: string, start: number): void {
    const { end, isClosed, isNested } = this.#ends.endOfFile(fence, start);
    const body = withoutIndent(this.#lines.slice(start + 1, end), fence.indent);
    if (!isClosed)
      this.#collected.refuse(path, start, refused('truncated', 'The reply ends inside of this file.'));
    else if (isNested) this.#collected.refuse(path, start, nested(fence));
    else this.#collected.add({ kind: 'write', path, line: start + 1, lines: body });
    this.#goTo(end + 1);
  }

  /** An example, an output or the like; or lines that move and delete files. */
  #readUnnamed(fence: Fence, start: number): void {
    const end = this.#ends.closingLine(fence, start);
    const body = this.#lines.slice(start + 1, end ?? start + 1).filter((line) => line.trim() !== '');
    const commands = body.flatMap((line) => fileCommandIn(line) ?? []);
    if (commands.length > 0 && commands.length === body.length)
      for (const command of commands) this.#command(command, start);
    else {
      this.#unnamed ??= start;
      for (const line of this.#lines.slice(start, (end ?? start) + 1)) this.#prose.push(line);
    }
    // What is never closed hides nothing that follows it.
    this.#goTo((end ?? start) + 1);
  }

  #readFencedDiff(fence: Fence, start: number): void {
    const closing = this.#ends.closingLine(fence, start);
    const end = closing ?? this.#lines.length;
    const lines = withoutIndent(this.#lines.slice(start + 1, end), fence.indent);
    this.#readDiff({ lines, first: start + 1, end: lines.length, isFenced: true }, 0, closing !== null);
    this.#goTo(end + 1);
  }

  #unfenced(): DiffSource {
    return { lines: this.#lines, first: 0, end: this.#lines.length, isFenced: false };
  }

  /** @param isWhole false where the reply ends inside of the last file's diff */
  #readDiff(source: DiffSource, start: number, isWhole = true): void {
    const heading = this.#namedAbove();
    const { diffs, next } = readDiff(source, start);
    const isUnnamed = diffs.every(({ oldName, newName }) => oldName === null && newName === null);
    if (isUnnamed && heading === null) {
      this.#unnamed ??= source.first + start;
      for (const line of source.lines.slice(start, next)) this.#prose.push(line);
      this.#goTo(source.first + next);
      return;
    }
    for (const [index, diff] of diffs.entries()) {
      if (!isWhole && index === diffs.length - 1) diff.problem ??= cutDiff;
      const made = diffEdits(diff, heading, this.#known);
      if (made.refused !== null) this.#collected.refuse(made.path, diff.start, made.refused);
      else this.#collected.add(...made.edits);
    }
    this.#goTo(source.first + next);
  }

  #command(command: FileCommand, index: number): void {
    this.#collected.add({ ...command, line: index + 1 });
    this.#goTo(index + 1);
  }
}

const cutDiff = refused('truncated', 'The reply ends inside of this diff.');
const unnamed = refused(
  'no-file-named',
  'Nothing says which file this is. Write its path alone on the line above.',
);

function nested(fence: Fence): Refused {
  const longer = fence.mark[0]?.repeat(fence.mark.length + 1) ?? '';
  return refused(
    'malformed',
    `There are fences inside of this file, so that it is not certain where it ends. Put ${longer} around it.`,
  );
}
