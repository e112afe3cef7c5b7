/**
 * What a context set can put into a prompt beside the files that the task names: the open files, current problems, the
 * uncommitted diff, files that the open ones import or are imported by, the tests beside them, definitions and references of
 * what they use, documentation, and earlier runs that were kept.
 */
export const contextSources = [
  'open-files',
  'diagnostics',
  'git-diff',
  'import-neighbours',
  'tests-beside',
  'definitions',
  'docs',
  'kept-runs',
] as const;

export type ContextSource = (typeof contextSources)[number];
