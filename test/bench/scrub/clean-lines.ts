import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Published code, settings and prose that hold no secret: what a training line mostly consists of. */
const folders = [
  'src',
  'node_modules/@mozilla/readability',
  'node_modules/diff',
  'node_modules/eslint/lib/rules',
  'node_modules/esbuild/lib',
  'node_modules/fast-check/lib',
  'node_modules/minisearch',
  'node_modules/openai/src',
  'node_modules/turndown',
  'node_modules/vitest',
  'node_modules/yaml/dist',
  'node_modules/zod/src/v4',
];
const texts = /\.(?:[cm]?[jt]sx?|md|json|ya?ml)$/;
const maxBytes = 200_000;
const longestLine = 400; // Longer ones are minified.

export function cleanLines(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => join(folder, name))
      // Patterns look like what they find.
      .filter((file) => texts.test(file) && !file.endsWith('-patterns.ts') && statSync(file).size < maxBytes)
      .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
      .filter((line) => line.trim() !== '' && line.length <= longestLine),
  );
}
