import type { ChangedFile } from '../changed-file.js';
import type { Edit } from '../edit.js';
import { isMade } from '../language.js';
import { loosened, type Loosened, type Looser } from '../settings/looser.js';
import { readSettings } from '../settings/read-settings.js';
import type { Setting } from '../settings/setting.js';
import { tools, type Tool } from '../settings/tools.js';
import type { Weakened } from '../weakened.js';

interface Watched {
  readonly tool: Tool;
  readonly looser: Looser;
  readonly setting: Setting;
}

/** Settings of linters, compilers, test runners and coverage that let more pass; what moves to another file does not. */
export function settings(edit: Edit): Weakened[] {
  const files = edit.filter(({ path }) => !isMade(path) && tools.some((tool) => tool.files.test(path)));
  const sides = files.map((file) => ({
    file,
    old: watched(file, file.before),
    now: watched(file, file.after),
  }));
  const hasMoved = (key: string, path: string): boolean =>
    sides.some(({ file, old, now }) => file.path !== path && !old.has(key) && now.has(key));
  return sides.flatMap(({ file, old, now }) => {
    // A file that is new says how a check is to be from now on.
    if (file.before === null) return [];
    if (file.after === null && sides.some((other) => other.file.before === null && other.now.size > 0))
      return [];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
      const found = compare(old.get(key) ?? [], now.get(key) ?? []);
      if (found === undefined || (found.loosened.what === 'gone' && hasMoved(key, file.path))) return [];
      // Which files a tool looks at is not narrowed by giving the tool up.
      if (file.after === null && found.watched.looser === 'shorter') return [];
      if (isHousekeeping(found.watched.setting, file.after)) return [];
      return [weakenedAt(file, found)];
    });
  });
}

/** By tool and path; a setting that belongs to several rules is taken by the first. */
function watched(file: ChangedFile, text: string | null): Map<string, Watched[]> {
  const found = new Map<string, Watched[]>();
  const own = tools.filter((tool) => tool.files.test(file.path));
  for (const setting of readSettings(file.path, text)) {
    for (const tool of own) {
      if (tool.within?.test(setting.path) === false) continue;
      const rule = tool.rules.find(({ path }) => path.test(setting.path));
      if (rule === undefined) continue;
      const key = `${tool.name} ${setting.path}`;
      found.set(key, [...(found.get(key) ?? []), { tool, looser: rule.looser, setting }]);
      break;
    }
  }
  return found;
}

/** Whether a step of a workflow that may fail checks nothing: it keeps files, or fetches them. */
function isHousekeeping({ path, line }: Setting, text: string | null): boolean {
  if (!path.endsWith('continue-on-error') || text === null) return false;
  const step = text
    .split('\n')
    .slice(Math.max(0, line - 8), line)
    .join('\n');
  return /uses:\s*\S*(?:artifact|cache|comment|release|deploy|pages|notify|slack)\S*@(?:(?!\n\s*-\s)[\s\S])*$/.test(
    step,
  );
}

interface Found {
  readonly watched: Watched;
  readonly loosened: Loosened;
}

function compare(before: readonly Watched[], after: readonly Watched[]): Found | undefined {
  const values = (list: readonly Watched[]): string[] => list.map(({ setting }) => setting.value);
  const [first] = [...after, ...before];
  if (first === undefined) return undefined;
  const found = loosened(first.looser, values(before), values(after));
  if (found === undefined) return undefined;
  const place = [...after, ...before].find(({ setting }) => setting.value === found.value) ?? first;
  return { watched: place, loosened: found };
}

function weakenedAt(
  { path, after }: ChangedFile,
  { watched: { tool, setting }, loosened: { what } }: Found,
): Weakened {
  const isGone = after === null || what === 'gone';
  const name = setting.path.slice(setting.path.lastIndexOf('.') + 1);
  return {
    path,
    line: setting.line,
    isGone,
    kind: 'setting',
    message: `loosens ${tool.name}: ${name}`,
    effect: { suppressedFindings: 1 },
  };
}
