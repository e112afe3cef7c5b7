import { describe, expect, it } from 'vitest';
import { withoutFiles } from '../../../../src/editor/agent/without-files.js';

const one = 'diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n';
const secret =
  'diff --git a/.env.local b/.env.local\n--- a/.env.local\n+++ b/.env.local\n@@ -1 +1 @@\n-K=1\n+K=2\n';
const quoted = 'diff --git "a/src/\\303\\244.ts" "b/src/\\303\\244.ts"\n@@ -1 +1 @@\n-a\n+b\n';
const renamed =
  'diff --git a/.env.local b/plain.txt\nsimilarity index 100%\nrename from .env.local\nrename to plain.txt\n';

describe('a diff without some files', () => {
  const isLeftOut = (path: string): boolean => path.startsWith('.env');

  it('keeps the others as they are', () => {
    expect(withoutFiles(`${secret}${one}`, isLeftOut)).toBe(one);
    expect(withoutFiles('', isLeftOut)).toBe('');
  });

  it('leaves out what was renamed from one, and names that it cannot read', () => {
    expect(withoutFiles(`${renamed}${quoted}${one}`, isLeftOut)).toBe(one);
  });
});
