/** Every file of the .vsix; a trailing `/**` stands for whatever lies below. */
const expectedFiles = [
  'CHANGELOG.md',
  'LICENSE',
  'PRIVACY.md',
  'README.md',
  'SECURITY.md',
  'dist/THIRD_PARTY_NOTICES.txt',
  'dist/cli.cjs',
  'dist/docs-worker.cjs',
  'dist/engine.cjs',
  'dist/extension.cjs',
  'dist/learning.mjs',
  'dist/make-sft.cjs',
  'dist/sql-wasm.wasm',
  'dist/types/**',
  'dist/webview.js',
  'media/icon.png',
  'media/icon.svg',
  'package.json',
  'package.nls.json',
] as const;

/** The largest .vsix that may be published. */
const maximumBytes = 2_000_000;

/** What is wrong with a package of these files and this size, in words; empty where nothing is. */
export function problemsOf(files: readonly string[], bytes: number): string[] {
  const matches = (pattern: string, file: string): boolean =>
    pattern.endsWith('/**') ? file.startsWith(pattern.slice(0, -2)) : file === pattern;
  const missing = expectedFiles.filter((pattern) => !files.some((file) => matches(pattern, file)));
  const surplus = files.filter((file) => !expectedFiles.some((pattern) => matches(pattern, file)));
  return [
    ...missing.map((pattern) => `missing: ${pattern}`),
    ...surplus.map((file) => `not expected: ${file}`),
    ...(bytes > maximumBytes ? [`too large: ${bytes} bytes, at most ${maximumBytes}`] : []),
  ];
}
