import { inflateSync } from 'node:zlib';
import type { IndexEntry } from './index-entry.js';

const line = /^(.+?)\s+(\S+:\S+)\s+(-?\d+)\s+(\S*)\s+(.*)$/;
/** What it names is a place in a text, so that its title says more than its name. */
const places = /^std:(?:label|doc)$/;

/**
 * Reads Sphinx's objects.inv, version 2: every name and labelled section of a documentation.
 * @param url where it was; what it names lies beside it
 * @throws {Error} when it is none, or unpacks to more than `maxBytes`
 */
export function readInventory(bytes: Uint8Array, url: string, maxBytes: number): IndexEntry[] {
  const file = Buffer.from(bytes);
  let start = 0;
  for (let lines = 0; lines < 4; lines += 1) start = file.indexOf(0x0a, start) + 1;
  if (!/^# Sphinx inventory version 2\n/.test(file.toString('latin1', 0, 40)) || start === 0)
    throw new Error('it is no inventory of Sphinx, version 2');
  const text = inflateSync(file.subarray(start), { maxOutputLength: maxBytes }).toString('utf8');
  return text.split('\n').flatMap((each) => {
    const [, name = '', role = '', priority, place = '', shown = ''] = line.exec(each) ?? [];
    if (name === '' || priority === '-1') return [];
    const title = places.test(role) && shown !== '-' ? shown : name;
    const address = place.endsWith('$') ? place.slice(0, -1) + name : place;
    return URL.canParse(address, url) ? [{ title, url: new URL(address, baseOf(url)).href }] : [];
  });
}

/** Django's lies in a folder of its own. */
function baseOf(url: string): string {
  return url.replace(/_objects\/?$/, '');
}
