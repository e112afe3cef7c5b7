import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { currentVersion } from '../harness/code-server.js';
import { buildExtension } from '../harness/extension.js';
import { bundleForExtensionHost, runInExtensionHost } from '../harness/extension-host.js';
import { outFolder, projectRoot } from '../harness/paths.js';
import { describeMachine } from './support/machine.js';
import { median, quantile } from './support/statistics.js';

const barRatio = 1.2;
const barMsPerEvent = 1;

const resultsSchema = z.object({
  observedMs: z.array(z.number()),
  otherMs: z.array(z.number()),
  eventsMs: z.array(z.number()),
  passed: z.array(z.number().nullable()),
});

/**
 * What it costs the extension host of a real VS Code to observe a check whose log of 10,000 lines scrolls by, beside the same log of
 * a command that is not observed, alternately.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  await buildExtension();
  const source = join(projectRoot, 'test', 'bench');
  const outdir = join(outFolder, 'observing');
  await bundleForExtensionHost(
    [join(source, 'observing', 'scroll-logs.ts')],
    join(source, 'observing'),
    outdir,
  );
  const results = resultsSchema.parse(
    await runInExtensionHost(currentVersion, join(outdir, 'scroll-logs.js')),
  );
  const { observedMs, otherMs, eventsMs, passed } = results;
  const ratio = quantile(observedMs, 0.99) / quantile(otherMs, 0.99);
  const msPerEvent = median(eventsMs);
  const isSeen = passed.length > 0 && passed.every((count) => count === 10_000);
  const isMet = isSeen && ratio <= barRatio && msPerEvent < barMsPerEvent;
  const machine = describeMachine();
  const events = { count: eventsMs.length, medianMs: msPerEvent, p99Ms: quantile(eventsMs, 0.99) };
  if (values.json) console.log(JSON.stringify({ machine, events, ratio, passed, isMet }, null, 2));
  else {
    console.log(`${machine}\n${passed.length} logs of 10,000 lines, read right: ${isSeen ? 'yes' : 'NO'}`);
    console.log(
      `${events.count} events, ${msPerEvent.toFixed(3)} ms each at the median, ${events.p99Ms.toFixed(2)} ms at p99`,
    );
    console.log(`bar: under ${barMsPerEvent} ms at the median`);
    console.log(
      `p99 of the event loop's delay is ${ratio.toFixed(2)} times the other's; bar: at most ${barRatio}`,
    );
  }
  return isMet ? 0 : 1;
}
