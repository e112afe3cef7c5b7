import { childOf, type Setting } from './setting.js';

/** The values of TOML and INI files: sections in brackets, keys with `=` or `:`, lists in brackets or over lines further in. */
export function readSections(text: string): Setting[] {
  const settings: Setting[] = [];
  let section = '';
  let key: string | undefined;
  let depth = 0;
  text.split('\n').forEach((raw, index) => {
    const line = withoutComment(raw);
    const header = depth === 0 ? /^\[{1,2}([^\]]+)\]{1,2}\s*$/.exec(line.trim()) : null;
    if (line.trim() === '') return;
    if (header !== null && !/^\s/.test(line)) {
      section = nameOf(header[1] ?? '');
      key = undefined;
      return;
    }
    const isFurther = depth > 0 || (/^\s/.test(line) && key !== undefined);
    const entry = isFurther ? null : /^\s*((?:"[^"]*"|'[^']*'|[^=:"'])+?)\s*[=:]\s*(.*)$/.exec(line);
    if (entry !== null) key = nameOf(entry[1] ?? '');
    else if (!isFurther) return;
    const value = entry === null ? line.trim() : (entry[2] ?? '');
    depth = Math.max(0, depth + balance(value));
    const path = childOf(section, key ?? '');
    settings.push(
      ...elements(value).map((each) => ({
        path: childOf(path, each.key).replace(/\.$/, ''),
        value: each.value,
        line: index + 1,
      })),
    );
  });
  return settings;
}

const nameOf = (text: string): string => text.trim().replace(/["']/g, '').replace(/-/g, '_');

/** A `#` or `;` begins a comment at the start of a line or after white space, but not in a string. */
function withoutComment(line: string): string {
  for (const { index } of line.matchAll(/(?:^|\s)[#;]/g)) {
    const before = line.slice(0, index);
    if ((before.match(/"/g)?.length ?? 0) % 2 === 0 && (before.match(/'/g)?.length ?? 0) % 2 === 0)
      return before;
  }
  return line;
}

function balance(value: string): number {
  const code = value.replace(/"[^"]*"|'[^']*'/g, '');
  return (code.match(/[[{(]/g)?.length ?? 0) - (code.match(/[\]})]/g)?.length ?? 0);
}

/** The elements of a list, or the entries of a table in one line. */
function elements(value: string): { key: string; value: string }[] {
  return (value.match(/"[^"]*"|'[^']*'|[^,[\]{}"'\n]+/g) ?? []).reduce<{ key: string; value: string }[]>(
    (all, part) => {
      const entry = /^\s*([A-Za-z]\w*)\s*=\s*(.*)$/.exec(part);
      const text = part.trim().replace(/^(["'])(.*)\1$/, '$2');
      const last = all.at(-1);
      if (entry !== null) all.push({ key: nameOf(entry[1] ?? ''), value: (entry[2] ?? '').trim() });
      else if (last?.key !== undefined && last.key !== '' && last.value === '')
        all[all.length - 1] = { ...last, value: text };
      else if (text !== '') all.push({ key: '', value: text });
      return all;
    },
    [],
  );
}
