import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './paths.js';
import { runAttached } from './processes.js';
import { extensionsFolder, type Profile } from './server.js';
import { PlainError } from './teardown.js';

/** Builds dist/ as `npm run build` does. */
export async function buildExtension(): Promise<void> {
  const status = await runAttached('npm', ['run', '--silent', 'build'], {
    cwd: projectRoot,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new PlainError('The build failed: see above.');
}

const manifestSchema = z.object({ publisher: z.string(), name: z.string(), version: z.string() });

/** Makes VS Code load the extension from this checkout as if it were installed. Only before a profile's first start. */
export function linkExtension(profile: Profile): void {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));
  const { publisher, name, version } = manifest;
  symlinkSync(projectRoot, join(extensionsFolder(profile), `${publisher}.${name}-${version}`));
}
