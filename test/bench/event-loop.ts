import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { currentVersion } from '../harness/code-server.js';
import { buildExtension } from '../harness/extension.js';
import { bundleForExtensionHost, runInExtensionHost } from '../harness/extension-host.js';
import { outFolder, projectRoot } from '../harness/paths.js';
import { startBackgroundLoad } from './event-loop/background-load.js';
import { describeMachine } from './support/machine.js';
import { quantile } from './support/statistics.js';

const barRatio = 1.2;

const resultsSchema = z.object({
  recorded: z.number(),
  quietMs: z.array(z.number()),
  recordingMs: z.array(z.number()),
});

/**
 * The event-loop delay of a real extension host while 300 runs are recorded and while none are, alternately, with a
 * build and two disk writers beside it.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  await buildExtension();
  const source = join(projectRoot, 'test', 'bench', 'event-loop');
  const outdir = join(outFolder, 'event-loop');
  await bundleForExtensionHost([join(source, 'record-runs.ts')], source, outdir);
  const machine = describeMachine();
  const endLoad = startBackgroundLoad();
  const results = resultsSchema.parse(
    await runInExtensionHost(currentVersion, join(outdir, 'record-runs.js')),
  );
  await endLoad();
  const { recorded, quietMs, recordingMs } = results;
  const [quiet, recording] = [quietMs, recordingMs].map(summary);
  const ratio = quantile(recordingMs, 0.99) / quantile(quietMs, 0.99);
  const isMet = ratio <= barRatio;
  if (values.json)
    console.log(JSON.stringify({ machine, recorded, quiet, recording, ratio, barRatio, isMet }, null, 2));
  else {
    console.log(`${machine}\n${recorded} runs recorded; delay of the extension host's event loop in ms:`);
    console.table({ 'not recording': quiet, recording });
    console.log(`p99 is ${ratio.toFixed(2)} times that without recording; bar: at most ${barRatio}`);
  }
  return isMet ? 0 : 1;
}

function summary(delaysMs: readonly number[]): Readonly<Record<string, number>> {
  const rounded = (share: number): number => Number(quantile(delaysMs, share).toFixed(2));
  return {
    samples: delaysMs.length,
    p50: rounded(0.5),
    p90: rounded(0.9),
    p99: rounded(0.99),
    max: rounded(1),
  };
}
