import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { currentVersion } from '../harness/code-server.js';
import { buildExtension } from '../harness/extension.js';
import { bundleForExtensionHost, runInExtensionHost } from '../harness/extension-host.js';
import { outFolder, projectRoot } from '../harness/paths.js';
import { TlsServer } from '../unit/docs/tls-server.js';
import { fetchDebianDocs, htmlFiles } from './docs/debian-docs.js';
import { startBackgroundLoad } from './event-loop/background-load.js';
import { describeMachine } from './support/machine.js';
import { quantile } from './support/statistics.js';

const barRatio = 1.2;
const pages = 50;
/** Larger ones are lists of everything, which nobody reads. */
const largestBytes = 1_000_000;

const resultsSchema = z.object({
  read: z.number(),
  quietMs: z.array(z.number()),
  countingMs: z.array(z.number()),
  readingMs: z.array(z.number()),
});

/**
 * The event-loop delay of a real extension host while 50 large pages are fetched and read, and while none are, alternately; and,
 * for comparison, while a program of the lowest priority only counts, for where cores are few even that one delays whatever needs
 * two at a time. With `--busy` all of it beside a build and two disk writers, as `event-loop` does.
 */
export async function run(args: readonly string[]): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ args: [...args], options: { json: flag, busy: flag } });
  const say = values.json ? console.error : console.log;
  const large = largestPages(say);
  await buildExtension();
  const source = join(projectRoot, 'test', 'bench', 'docs-event-loop');
  const outdir = join(outFolder, 'docs-event-loop');
  const programs = ['read-pages.ts', 'engine-thread.ts'].map((name) => join(source, name));
  await bundleForExtensionHost(programs, source, outdir);
  const server = await TlsServer.start((request, response) => {
    const page = large[Number(request.url?.slice(1))] ?? '';
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  const machine = describeMachine();
  const endLoad = values.busy ? startBackgroundLoad() : undefined;
  const results = resultsSchema.parse(
    await runInExtensionHost(currentVersion, join(outdir, 'read-pages.js'), {
      DOCS_PORT: String(server.port),
    }),
  );
  await endLoad?.();
  await server.stop();
  const { read, quietMs, countingMs, readingMs } = results;
  const delaysMs = { quiet: summary(quietMs), counting: summary(countingMs), reading: summary(readingMs) };
  const times = (ms: readonly number[]): number => quantile(ms, 0.99) / quantile(quietMs, 0.99);
  const [ratio, countingRatio] = [times(readingMs), times(countingMs)];
  const isMet = ratio <= barRatio && read === pages;
  if (values.json)
    console.log(JSON.stringify({ machine, read, delaysMs, ratio, countingRatio, barRatio, isMet }, null, 2));
  else {
    console.log(`${machine}\n${read} pages read; delay of the extension host's event loop in ms:`);
    console.table(delaysMs);
    console.log(`p99 is ${ratio.toFixed(2)} times that without reading; bar: at most ${barRatio}`);
    console.log(
      `A program of the lowest priority that only counts makes it ${countingRatio.toFixed(2)} times.`,
    );
  }
  return isMet ? 0 : 1;
}

function largestPages(say: (line: string) => void): Buffer[] {
  return fetchDebianDocs(say)
    .flatMap(({ folder }) => htmlFiles(folder).map((file) => join(folder, file)))
    .map((file) => ({ file, bytes: statSync(file).size }))
    .filter(({ bytes }) => bytes <= largestBytes)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, pages)
    .map(({ file }) => readFileSync(file));
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
