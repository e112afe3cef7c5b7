import type { Complexity } from '../runs/run.js';

/** How hard a task is taken to be, and why, as a clause for a person. */
export interface InferredComplexity {
  readonly complexity: Complexity;
  /** E.g. `its goal speaks of a schema`. */
  readonly reason: string;
}

/** Words of a goal that tell how hard it is: the pattern and what it stands for. Hard ones are looked for first. */
const hardWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:schemas?|migrations?|migrat(?:e|ing))\b/i, 'a schema or a migration'],
  [/\bpublic (?:api|interface)s?\b|\bbreaking change/i, 'a public interface'],
  [/\b(?:concurren(?:t|cy)|race conditions?|deadlocks?|thread[- ]safe(?:ty)?|locking)\b/i, 'concurrency'],
  [/\b(?:secur(?:e|ity)|authenticat(?:e|ion)|authori[sz]ation|encrypt(?:ion)?|permissions?)\b/i, 'security'],
  [/\b(?:architecture|re-?architect|redesign|rewrite|protocols?|distributed)\b/i, 'a redesign or a protocol'],
];
const easyWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:scaffold(?:ing)?|boilerplate|skeletons?|stubs?)\b/i, 'a scaffold'],
  [/\b(?:typos?|spelling|wording|comments?|docstrings?|readme|changelog)\b/i, 'words rather than code'],
  [/\b(?:renam(?:e|ing)|reformat|format(?:ting)?|lint(?:er)?|sort imports|unused)\b/i, 'a simple clean-up'],
  [/\bbump\b|\bupgrade the version\b/i, 'a new version number'],
];
/** Files whose change reaches far. */
const farReaching: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)migrations?\//i, 'a migration'],
  [/\.(?:sql|proto|graphql|prisma|avsc)$|(?:^|[/._-])schemas?(?:[/._-]|$)/i, 'a schema'],
  [/(?:^|\/)(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$/i, 'a public interface'],
];
const manyFiles = 8;

/**
 * How hard a task is, by its goal and the files it names. It decides only where to begin: what was learned overrides it.
 * @param files paths that the task is about, as far as they are known
 */
export function inferComplexity(goal: string, files: readonly string[] = []): InferredComplexity {
  for (const [pattern, what] of farReaching) {
    const file = files.find((each) => pattern.test(each));
    if (file !== undefined) return { complexity: 'hard', reason: `${file} looks like ${what}` };
  }
  const hard = hardWords.find(([pattern]) => pattern.test(goal));
  if (hard !== undefined) return { complexity: 'hard', reason: `its goal speaks of ${hard[1]}` };
  if (files.length >= manyFiles) return { complexity: 'hard', reason: `it is about ${files.length} files` };
  const easy = easyWords.find(([pattern]) => pattern.test(goal));
  if (easy !== undefined) return { complexity: 'easy', reason: `its goal speaks of ${easy[1]}` };
  return { complexity: 'medium', reason: 'nothing in it says that it is easy or hard' };
}
