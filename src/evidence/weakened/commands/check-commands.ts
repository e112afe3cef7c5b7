import { readSettings } from '../settings/read-settings.js';
import { checkOf, isCheckName } from './check-words.js';

/** A command line in a file that says how checks are run. */
export interface CheckCommand {
  /** What it is a part of: the name of a script, or empty where commands have none that stays. */
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

const scripts = /(?:^|\/)(?:package|composer|deno)\.jsonc?$/;
const options = /(?:^|\/)(?:pyproject\.toml|pytest\.ini|setup\.cfg)$/;
const steps =
  /(?:^|\/)\.(?:github\/(?:workflows|actions)\/.+|gitlab-ci|travis|pre-commit-config|circleci\/config)\.ya?ml$|(?:^|\/)(?:azure-pipelines|appveyor|Taskfile|lefthook)\.ya?ml$/;
const recipes =
  /(?:^|\/)(?:(?:GNU)?[Mm]akefile|[Jj]ustfile|tox\.ini|noxfile\.py|tasks\.py|\.husky\/[^/]+|\.githooks\/[^/]+|(?:run_?)?tests?\.sh|ci\/[^/]+\.sh|scripts?\/[^/]*(?:test|lint|check|ci)[^/]*\.(?:sh|bash))$/;

export const saysHowToCheck = (path: string): boolean =>
  [scripts, options, steps, recipes].some((files) => files.test(path));

/** The commands of a file, in order. */
export function commandsIn(path: string, text: string | null): CheckCommand[] {
  if (text === null) return [];
  if (recipes.test(path)) {
    const lines = text.split('\n').map((line, index) => ({ name: '', text: line, line: index + 1 }));
    return lines.filter((line) => !/^\s*#/.test(line.text));
  }
  const settings = readSettings(path, text);
  if (scripts.test(path)) {
    return settings.flatMap(({ path: at, value, line }) => {
      const name = /^(?:scripts|tasks|lint-staged|husky|simple-git-hooks|wireit)\.(.+)$/.exec(at)?.[1];
      return name === undefined ? [] : [{ name, text: value, line }];
    });
  }
  if (options.test(path)) {
    return settings.flatMap(({ path: at, value, line }) =>
      /(?:^|\.)addopts$/.test(at) ? [{ name: 'addopts', text: `pytest ${value}`, line }] : [],
    );
  }
  const isCommand =
    /(?:^|\.)(?:run|script|before_script|commands?|cmds?|test_script|steps|entry|uses|with\.(?:run|args|command))$/;
  return settings
    .filter(({ path: at }) => isCommand.test(at))
    .map(({ value, line }) => ({ name: '', text: value, line }));
}

/** Says that what follows is not run, or that nobody hears of its failure. */
const unheard =
  /\|\|\s*(?:true|:|exit\s+0|echo\b|cd\s+\.)|;\s*(?:true|exit\s+0)\s*["']?$|^\s*@?-|\bif\s+false\b|^\s*false\s*&&/;
const nothing =
  /^\s*@?(?:echo\b|true\b|:(?:\s|$)|exit\s+0|printf\b|sleep\b|node\s+-[ep]\s|python3?\s+-c\s+["'](?:pass|print|exit|1|0|True|import sys)|sh\s+-c\s+["']?(?:true|exit 0)|\/bin\/true|rem\b|#|$)/;

/** The parts of a command that check something so that a failure is heard. */
export function heardChecks({ name, text }: CheckCommand): string[] {
  if (unheard.test(text)) return [];
  return text
    .split(/&&|;|\s\|\s|\|\|/)
    .map((part) => part.trim())
    .filter(
      (part) =>
        !nothing.test(part) &&
        (checkOf(part) !== undefined || isWorkflow(part) || (isCheckName(name) && part !== '')),
    );
}

/** A step that runs the steps of another file. */
const isWorkflow = (part: string): boolean =>
  /\.github\/workflows\/|^[\w.-]+\/(?:[\w./-]*(?:lint|test|check|codecov|coverall)[\w./-]*)@/.test(part);

/** Whether a command is one of checks at all. */
export const isCheck = ({ name, text }: CheckCommand): boolean =>
  checkOf(text) !== undefined || isCheckName(name) || /\bset\s+[-+]e/.test(text);

export const isUnheard = ({ text }: CheckCommand): boolean =>
  unheard.test(text) && checkOf(text) !== undefined;
