import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { languageOf } from '../language.js';
import type { Tree } from './trees.js';

const madeByTools =
  /(^|\/)(dist|dist-test|build|_?esm\d*|_?cjs|umd|out|node_modules|vendor|third[_-]party|coverage|debian|\.pc)\/|\.min\.|\.bundle\.|\.pb\.go$|(^|\/)(package-lock|npm-shrinkwrap)\.json$/;
const longestBytes = 200_000;

/** The files of a tree that people write: sources, tests and the settings of checks, by path. */
export function readTree({ folder, source }: Tree): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of ownFiles(folder)) {
    if (languageOf(path) === undefined || madeByTools.test(path)) continue;
    if (source.only !== undefined && !source.only.some((start) => path.startsWith(start))) continue;
    const full = join(folder, path);
    if (statSync(full).size > longestBytes) continue;
    const text = readFileSync(full, 'utf8');
    if (!text.includes('\0')) files.set(path, text);
  }
  return files;
}

/** Links are left out: packages link the same files under several names. */
const ownFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
