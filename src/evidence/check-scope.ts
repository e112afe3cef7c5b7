/** Options after which a check looks at a part of the project only. */
const narrowing = new RegExp(
  [
    '^(?:-t|-k|-m|-g|-run|--grep|--filter|--shard|--changed|--staged|--related|--onlyChanged|--findRelatedTests',
    '--last-failed|--lf|--ff|--package|--lib|--test|--bin|--testNamePattern|--testPathPatterns?',
    '--test-name-pattern|--test-only)(?:=|$)',
  ].join('|'),
);

/** Words that say what to do, or mean everything, and so narrow nothing. */
const whole = new Set(
  'run run-script exec x dlx t test check build compile lint vet clippy verify package assemble nextest clean . ./ ./... --'.split(
    ' ',
  ),
);

const runsByName = /^(?:npm|pnpm|yarn|bun|make|node|gradle|mvn)$/;

/**
 * Whether a check, from its program's name on, looks at the whole project, as far as its words tell: no file, folder, test
 * or package is named. An option's value is taken for a name, except for a configuration, which stands for the project.
 * @param isScript whether a word names a script or target, such as `test:unit`
 */
export function coversProject(words: readonly string[], isScript: (word: string) => boolean): boolean {
  const [program = '', ...rest] = words;
  const isPython = program.startsWith('python');
  const scriptsEnd = rest.includes('--') ? rest.indexOf('--') : rest.length;
  return rest.every((word, index) => {
    const option = rest[index - 1] ?? '';
    if (isPython && (word === '-m' || option === '-m')) return true;
    if (/^(?:-p|--project|-c|--config)$/.test(option)) return true;
    if (program === 'node' && word === '--test') return true;
    if (narrowing.test(word)) return false;
    const isNamed =
      runsByName.test(program) && index < scriptsEnd && /^[\w:-]+$/.test(word) && isScript(word);
    return isNamed || word.startsWith('-') || /^\d?>/.test(word) || whole.has(word);
  });
}
