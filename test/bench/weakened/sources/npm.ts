import { join } from 'node:path';
import { z } from 'zod';
import { capture } from '../../../harness/processes.js';
import { inBatches, type Download, type Wanted } from './download.js';

const packedSchema = z.array(z.object({ name: z.string(), version: z.string(), filename: z.string() }));

/** Downloads npm packages into `folder`, without installing or running anything of them. */
export async function downloadFromNpm(wanted: readonly Wanted[], folder: string): Promise<Download[]> {
  const downloads: Download[] = [];
  for (const batch of inBatches(wanted, 25)) {
    const specs = batch.map(({ source, version }) => `${source.name}@${version}`);
    const printed = await capture(
      'npm',
      ['pack', '--json', '--loglevel=error', '--pack-destination', folder, ...specs],
      { cwd: folder },
    );
    const packed = packedSchema.parse(JSON.parse(printed));
    for (const one of batch) {
      const found = packed.find((p) => p.name === one.source.name && p.version === one.version);
      if (found === undefined) throw new Error(`npm pack did not print ${one.source.name}@${one.version}`);
      downloads.push({ wanted: one, file: join(folder, found.filename) });
    }
  }
  return downloads;
}

/** Unpacks a package's archive into `folder`. */
export async function unpackArchive(file: string, folder: string): Promise<void> {
  await capture('tar', ['-xf', file, '-C', folder, '--strip-components=1', '--no-same-owner']);
}
