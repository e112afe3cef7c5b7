import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../harness/paths.js';

const sourceSchema = z.strictObject({
  /** Whence: an npm package, a Debian package as installed, or the upstream archive of a Debian source package. */
  kind: z.enum(['npm', 'debian', 'debian-source']),
  name: z.string(),
  /** Folders and files of it that people write; everything where absent. */
  only: z.array(z.string()).optional(),
  /** Consecutive versions, oldest first, and what their file must hash to: npm's integrity, or SHA-256 in hex. */
  versions: z.array(z.strictObject({ version: z.string(), hash: z.string() })).min(1),
});

/** A project whose published files the corpus is made of. */
export type Source = z.infer<typeof sourceSchema>;

/** What the corpus is made of; `sources.json` beside this folder. */
export function readManifest(): Source[] {
  const path = join(projectRoot, 'test/bench/weakened/sources.json');
  return z.array(sourceSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
}
