import type { PageFile } from './page-file.js';

const entryBytes = 5;
const belongsToTree = 5;

/**
 * Which tree pages hang below which page, by the map that every database with auto_vacuum keeps from page 2 on: what is
 * left of a tree whose own pages are damaged. https://www.sqlite.org/fileformat2.html#ptrmappages
 */
export function childrenByParent(file: PageFile): Map<number, number[]> {
  const children = new Map<number, number[]>();
  const entriesPerMap = Math.floor(file.pageSizeBytes / entryBytes);
  for (let map = 2; map <= file.count; map += entriesPerMap + 1) {
    const content = file.read(map);
    for (let index = 0; index < entriesPerMap && map + 1 + index <= file.count; index += 1) {
      if (content.getUint8(index * entryBytes) !== belongsToTree) continue;
      const parent = content.getUint32(index * entryBytes + 1);
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [map + 1 + index]);
      else siblings.push(map + 1 + index);
    }
  }
  return children;
}
