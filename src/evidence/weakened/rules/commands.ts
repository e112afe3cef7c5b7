import { checkOf } from '../commands/check-words.js';
import {
  commandsIn,
  heardChecks,
  isCheck,
  isUnheard,
  saysHowToCheck,
  type CheckCommand,
} from '../commands/check-commands.js';
import { loosenedOption } from '../commands/check-options.js';
import type { Edit } from '../edit.js';
import { isMade } from '../language.js';
import type { Weakened } from '../weakened.js';

interface Commands {
  readonly path: string;
  readonly old: readonly CheckCommand[];
  readonly now: readonly CheckCommand[];
  /** Commands of files that are new. */
  readonly others: readonly CheckCommand[];
}

/** Commands of scripts, build files and the checks of a repository that run fewer checks, or do not hear of failures. */
export function commands(edit: Edit): Weakened[] {
  const files = edit.filter(({ path }) => !isMade(path) && saysHowToCheck(path));
  const others = files
    .filter(({ before }) => before === null)
    .flatMap(({ path, after }) => commandsIn(path, after));
  return files
    .filter(({ before }) => before !== null)
    .map(({ path, before, after }) => ({
      path,
      old: commandsIn(path, before),
      now: commandsIn(path, after),
      others,
    }))
    .flatMap((file) => [...lost(file), ...unheard(file), ...loosened(file)]);
}

/** Checks that a script or a file ran and does not run now; one that another took the place of is not lost. */
function lost(file: Commands): Weakened[] {
  const names = [...new Set(file.old.map(({ name }) => name))];
  return names.flatMap((name) => {
    const [old, now] = [file.old, file.now].map((list) => list.filter((command) => command.name === name));
    const before = old?.flatMap((command) => heardChecks(command).map((text) => ({ text, command }))) ?? [];
    const after = [...(now ?? []), ...file.others].flatMap(heardChecks);
    const isGone = now?.length === 0;
    const left = [...after];
    const missing = before.filter(({ text }) => {
      const at = left.indexOf(text);
      if (at !== -1) left.splice(at, 1);
      // Of a script that is gone it is only sure that it checked something where its tool is known.
      return at === -1 && (!isGone || checkOf(text) !== undefined);
    });
    const [first] = missing.slice(left.length);
    if (first === undefined || hasMoved(name, first.text, file)) return [];
    const still = now?.find(({ text }) => isAlike(text, first.command.text));
    const check = checkOf(first.text) ?? 'tests';
    const message = `no longer runs ${check === 'tests' || check === 'coverage' ? '' : 'the '}${check}: ${first.text.slice(0, 40)}`;
    return [
      at(
        file.path,
        still?.line ?? now?.[0]?.line ?? first.command.line,
        (still ?? now?.[0]) === undefined,
        message,
      ),
    ];
  });
}

/** A script under another name, or what it ran in another script. */
const hasMoved = (name: string, text: string, { old, now }: Commands): boolean =>
  name !== '' &&
  now.some(
    (command) =>
      command.text.includes(text) &&
      !old.some((other) => other.name === command.name && other.text.includes(text)),
  );

const isAlike = (one: string, other: string): boolean =>
  one.trim() !== '' && (one.includes(other) || other.includes(one));

function unheard({ path, old, now }: Commands): Weakened[] {
  const known = new Set(old.map(({ text }) => text.trim()));
  const [first] = now.filter((command) => isUnheard(command) && !known.has(command.text.trim()));
  if (first === undefined || old.filter(isUnheard).length >= now.filter(isUnheard).length) return [];
  return [at(path, first.line, false, 'does not hear of failures of a check')];
}

function loosened({ path, old, now }: Commands): Weakened[] {
  if (now.length === 0) return [];
  const names = [...new Set(now.filter(isCheck).map(({ name }) => name))];
  return names.flatMap((name) => {
    const of = (list: readonly CheckCommand[]): readonly CheckCommand[] =>
      list.filter((each) => each.name === name && isCheck(each));
    const was = of(old);
    if (was.length === 0 && name !== 'addopts') return [];
    const option = loosenedOption(textOf(was), textOf(of(now)));
    const known = new Set(was.map(({ text }) => text));
    const changed = of(now).find(({ text }) => !known.has(text)) ?? of(now)[0];
    return option === undefined || changed === undefined
      ? []
      : [at(path, changed.line, false, `runs a check ${option}`)];
  });
}

const textOf = (list: readonly CheckCommand[]): string => list.map(({ text }) => ` ${text}`).join('\n');

const at = (path: string, line: number, isGone: boolean, message: string): Weakened => ({
  path,
  line,
  isGone,
  kind: 'command',
  message,
  effect: { suppressedFindings: 1 },
});
