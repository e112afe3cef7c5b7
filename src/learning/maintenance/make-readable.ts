import { PageFile } from './page-file.js';
import { childrenByParent } from './page-map.js';
import { childrenOf, firstRowid, interiorPage, kindOf } from './tree-page.js';

// https://www.sqlite.org/fileformat2.html#the_database_header
const headerBytes = 100;
const at = {
  writeVersion: 18,
  changeCounter: 24,
  pageCount: 28,
  firstFreePage: 32,
  freePages: 36,
  largestRoot: 52,
  incrementalVacuum: 64,
  validFor: 92,
};

/**
 * Makes a damaged database open again, as far as its rows can still be reached: the header is taken from a sound database of
 * the same kind, and inner pages of tables that make no sense are made anew from the page map. To be done to a copy
 * that is only read from and then thrown away.
 * @returns how many pages with rows are out of reach now, without any later read failing because of them
 */
export function makeReadable(damaged: string, reference: string): number {
  return withPages(reference, (sound) =>
    withPages(damaged, (file) => {
      file.resize(file.count); // A page that was cut off is filled up.
      const first = file.read(1);
      copyHeader(sound.read(1), first, file.count);
      file.write(1, first);
      const families = [...childrenByParent(file)];
      const rebuildAll = (): number =>
        families.reduce((lost, [parent, children]) => lost + rebuild(file, parent, children), 0);
      rebuildAll(); // Parents of parents need their children made first, in whatever order they lie.
      return rebuildAll();
    }),
  );
}

/**
 * Gives a damaged database the schema of a sound one. Where tables begin is not known any more then: it is taken to be as in
 * the sound one, which holds for databases that were made by the same migrations.
 */
export function transplantSchema(damaged: string, reference: string): void {
  withPages(reference, (sound) => {
    withPages(damaged, (file) => {
      file.resize(Math.max(file.count, sound.count)); // Every table's first page must be there, if empty.
      const first = sound.read(1);
      const leaves = childrenOf(1, first) ?? [];
      const appended = leaves.map((leaf, index) => {
        const content = sound.read(leaf);
        const page = file.count + index + 1;
        return { page, content, firstRowid: firstRowid(leaf, content) ?? 0n };
      });
      const root = interiorPage(1, first, appended) ?? first;
      for (const { page, content } of appended) file.write(page, content);
      copyHeader(first, root, file.count);
      file.write(1, root);
    });
  });
}

function withPages<T>(path: string, body: (file: PageFile) => T): T {
  const file = new PageFile(path, 4096);
  try {
    return body(file);
  } finally {
    file.close();
  }
}

function copyHeader(from: DataView, to: DataView, pageCount: number): void {
  for (let offset = 0; offset < headerBytes; offset += 1) to.setUint8(offset, from.getUint8(offset));
  to.setUint8(at.writeVersion, 1);
  to.setUint32(at.pageCount, pageCount);
  to.setUint32(at.validFor, to.getUint32(at.changeCounter));
  // Neither free pages nor the page map are needed to read, and both may be damaged.
  for (const field of [at.firstFreePage, at.freePages, at.largestRoot, at.incrementalVacuum])
    to.setUint32(field, 0);
}

/**
 * Makes an inner page of a table anew when it makes no sense, or the page map knows at least as many children and others.
 * @returns how many of its children had to be left out
 */
function rebuild(file: PageFile, parent: number, children: readonly number[]): number {
  const content = file.read(parent);
  const known = childrenOf(parent, content);
  if (known !== undefined && (known.length > children.length || isSameSet(known, children))) return 0;
  const readable = children
    .flatMap((page) => {
      const first = lowestRowid(file, page);
      return first === undefined ? [] : [{ page, firstRowid: first }];
    })
    .sort((a, b) => (a.firstRowid < b.firstRowid ? -1 : 1));
  const made = interiorPage(parent, content, readable);
  if (made === undefined) return 0; // A page of an index; indexes are made anew.
  file.write(parent, made);
  return children.length - readable.length;
}

function isSameSet(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}

/** The lowest rowid below a page of a table; undefined when it cannot be told, or is no page of a table. */
function lowestRowid(file: PageFile, page: number, depth = 0): bigint | undefined {
  const content = file.read(page);
  if (kindOf(page, content) === 'table leaf') return firstRowid(page, content);
  if (depth > 10) return undefined; // Damage can make a circle.
  for (const child of childrenOf(page, content) ?? []) {
    const lowest = lowestRowid(file, child, depth + 1);
    if (lowest !== undefined) return lowest;
  }
  return undefined;
}
