/** What a file is written in, as far as the way it is read differs. */
export type Language =
  | 'javascript'
  | 'python'
  | 'go'
  | 'rust'
  | 'jvm'
  | 'csharp'
  | 'ruby'
  | 'php'
  | 'swift'
  | 'c'
  | 'dart'
  | 'shell';

const extensions: readonly (readonly [Language, readonly string[]])[] = [
  ['javascript', ['js', 'jsx', 'cjs', 'mjs', 'ts', 'tsx', 'cts', 'mts', 'vue', 'svelte', 'astro']],
  ['python', ['py', 'pyi', 'pyx']],
  ['go', ['go']],
  ['rust', ['rs']],
  ['jvm', ['java', 'kt', 'kts', 'scala', 'groovy']],
  ['csharp', ['cs', 'fs', 'vb']],
  ['ruby', ['rb', 'rake']],
  ['php', ['php']],
  ['swift', ['swift']],
  ['c', ['c', 'h', 'cc', 'cpp', 'cxx', 'hpp', 'hh', 'm', 'mm', 'cu']],
  ['dart', ['dart']],
  ['shell', ['sh', 'bash', 'zsh', 'bats']],
];

const byExtension = new Map(extensions.flatMap(([language, names]) => names.map((name) => [name, language])));

/** By the extension of a path; undefined for what is not source code in a language known here. */
export function languageOf(path: string): Language | undefined {
  return byExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

/** Whether a path says that TypeScript checks the file. */
export const isTypeScript = (path: string): boolean => /\.(?:[cm]?ts|tsx|vue|svelte)$/.test(path);

/** Whether nobody writes the file by hand: bundles, packages of others, what a build leaves. */
export const isMade = (path: string): boolean =>
  /(?:^|\/)(?:node_modules|dist|build|out|vendor|third_party|target|coverage|\.venv|site-packages)\//.test(
    path,
  ) || /\.min\.[cm]?js$|\.bundle\.js$|\.pb\.go$|_pb2\.pyi?$|\.generated\.\w+$/.test(path);
