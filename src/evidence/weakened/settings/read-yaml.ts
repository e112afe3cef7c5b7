import { childOf, type Setting } from './setting.js';

interface Frame {
  readonly indent: number;
  readonly path: string;
}

/** The values of YAML as configuration files are written: maps, lists, flow lists, and texts over lines, a line each. */
export function readYaml(text: string): Setting[] {
  const settings: Setting[] = [];
  const frames: Frame[] = [{ indent: -1, path: '' }];
  let block: Frame | undefined;
  text.split('\n').forEach((line, index) => {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) return;
    const indent = line.search(/\S/);
    if (block !== undefined && indent > block.indent) {
      settings.push({ path: block.path, value: content, line: index + 1 });
      return;
    }
    block = undefined;
    const dashes = /^(?:-\s+)*/.exec(content)?.[0] ?? '';
    const inner = indent + dashes.length;
    while (
      (frames.at(-1)?.indent ?? -1) >= inner ||
      (dashes === '' && (frames.at(-1)?.indent ?? -1) >= indent)
    )
      frames.pop();
    if (dashes !== '') while ((frames.at(-1)?.indent ?? -1) > indent) frames.pop();
    const path = frames.at(-1)?.path ?? '';
    const entry = /^(["']?)([^\s"'#][^"'#:]*?)\1\s*:(?:\s+(.*))?$/.exec(content.slice(dashes.length));
    const own = entry === null ? path : childOf(path, entry[2] ?? '');
    const value = withoutComment(entry === null ? content.slice(dashes.length) : (entry[3] ?? ''));
    if (entry !== null) frames.push({ indent: inner, path: own });
    if (/^[|>][-+\d]*$/.test(value)) block = { indent: dashes === '' ? indent : inner, path: own };
    else settings.push(...valuesOf(value).map((each) => ({ path: own, value: each, line: index + 1 })));
  });
  return settings;
}

const withoutComment = (value: string): string =>
  (/^["']/.test(value) ? value : value.replace(/(?:^|\s)#.*$/, '')).trim();

function valuesOf(value: string): string[] {
  const isList = /^\[.*\]$/.test(value);
  return (isList ? value.slice(1, -1).split(',') : [value])
    .map((each) => each.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter((each) => each !== '');
}
