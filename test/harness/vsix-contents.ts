/** Every file of the .vsix; a trailing `/**` stands for whatever lies below, one `*` for a part of a name. The engine as a library is in the npm package alone. */
const expectedFiles = [
  'CHANGELOG.md',
  'LICENSE',
  'LORA_TRAINING_GUIDE.md',
  'PRIVACY.md',
  'README.md',
  'SECURITY.md',
  'dist/THIRD_PARTY_NOTICES.txt',
  'dist/agent.cjs',
  'dist/agent.mjs',
  'dist/chunk-*.mjs',
  'dist/cli.cjs',
  'dist/cli.mjs',
  'dist/docs-worker.cjs',
  'dist/docs-worker.mjs',
  'dist/engine.cjs',
  'dist/engine.mjs',
  'dist/extension.cjs',
  'dist/make-sft.cjs',
  'dist/make-sft.mjs',
  'dist/sql-wasm.wasm',
  'dist/training-worker.cjs',
  'dist/training-worker.mjs',
  'dist/webview.js',
  'media/design-card.schema.json',
  'media/icon.png',
  'media/icon.svg',
  'media/lora/**',
  'media/walkthrough/**',
  'package.json',
  'package.nls.json',
] as const;

/** The largest .vsix that may be published. */
const maximumBytes = 2_000_000;

/** What is wrong with a package of these files and this size, in words; empty where nothing is. */
export function problemsOf(files: readonly string[], bytes: number): string[] {
  const matches = (pattern: string, file: string): boolean => {
    if (pattern.endsWith('/**')) return file.startsWith(pattern.slice(0, -2));
    const [start = '', end] = pattern.split('*');
    if (end === undefined) return file === pattern;
    return file.startsWith(start) && file.endsWith(end) && !file.slice(start.length).includes('/');
  };
  const missing = expectedFiles.filter((pattern) => !files.some((file) => matches(pattern, file)));
  const surplus = files.filter((file) => !expectedFiles.some((pattern) => matches(pattern, file)));
  return [
    ...missing.map((pattern) => `missing: ${pattern}`),
    ...surplus.map((file) => `not expected: ${file}`),
    ...(bytes > maximumBytes ? [`too large: ${bytes} bytes, at most ${maximumBytes}`] : []),
  ];
}
