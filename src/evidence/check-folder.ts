const step = /(?:^|&&|[;\n])\s*(?:cd|pushd)\s+("[^"]*"|'[^']*'|[^\s;&|]+)/g;
const option = /\s(?:--prefix|--cwd|--dir|--directory|-C)[ =]("[^"]*"|'[^']*'|[^\s;&|]+)/g;

/**
 * The folders that a command line goes to before its check, in order, as it writes them; null when a shell has to say which
 * they are.
 */
export function foldersEntered(commandLine: string): readonly string[] | null {
  const written = [step, option].flatMap((pattern) =>
    [...commandLine.matchAll(pattern)].map(([, folder = '']) => folder.replace(/^(["'])(.*)\1$/, '$2')),
  );
  return written.some((folder) => /[$`~*?]|^-$/.test(folder)) ? null : written;
}
