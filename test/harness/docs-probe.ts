// npm run docs:probe [-- LIBRARY ...]: which documentation sites can be reached from here, and read.
import { join } from 'node:path';
import PQueue from 'p-queue';
import { DocsError } from '../../src/learning/docs/docs-error.js';
import type { DocsSite } from '../../src/learning/docs/docs-site.js';
import { environmentProxy } from '../../src/learning/docs/environment-proxy.js';
import { knownSites } from '../../src/learning/docs/known-sites.js';
import { WorkerRetriever } from '../../src/learning/docs/worker-retriever.js';
import { buildExtension } from './extension.js';
import { projectRoot } from './paths.js';
import { runProgram } from './teardown.js';

/** Sites are asked side by side, each politely. */
const sitesAtATime = 8;

runProgram(async () => {
  const names = process.argv.slice(2);
  const sites = knownSites.filter(
    ({ libraries }) => names.length === 0 || libraries.some((name) => names.includes(name)),
  );
  await buildExtension();
  const workerFile = join(projectRoot, 'dist', 'docs-worker.cjs');
  const retriever = new WorkerRetriever({ workerFile, proxy: environmentProxy(process.env) });
  const queue = new PQueue({ concurrency: sitesAtATime });
  try {
    const wasRead = await Promise.all(sites.map((site) => queue.add(() => probe(site, retriever))));
    const count = wasRead.filter((each) => each).length;
    console.log(`\n${count} of ${sites.length} sites could be read as they should.`);
    return count === sites.length ? 0 : 1;
  } finally {
    await retriever.close();
  }
});

/** Prints a line on a site: what its page of entry and its index gave. */
async function probe(site: DocsSite, retriever: WorkerRetriever): Promise<boolean> {
  const page = await told(async () => {
    const found = await retriever.page({ address: site.start });
    return found.kind === 'page'
      ? `"${found.title}", ${found.markdown.length} characters, ${found.sections.length} sections`
      : 'nothing';
  });
  const indexes: Told[] = [];
  for (const index of page.isOffline ? [] : site.indexes) {
    const found = await told(async () => {
      const answer = await retriever.index({ index });
      return `${index.kind} of ${answer.kind === 'index' ? answer.entries.length : 0} entries`;
    });
    indexes.push(found);
    if (found.isWell) break;
  }
  const isWell = page.isWell && (site.indexes.length === 0 || indexes.some((each) => each.isWell));
  const said = [page, ...indexes].map(({ text }) => text).join(' | ');
  console.log(
    `${isWell ? 'ok  ' : 'FAIL'} ${new URL(site.start).hostname} (${site.libraries[0] ?? ''}): ${said}`,
  );
  return isWell;
}

interface Told {
  readonly text: string;
  readonly isWell: boolean;
  readonly isOffline: boolean;
}

async function told(ask: () => Promise<string>): Promise<Told> {
  try {
    return { text: await ask(), isWell: true, isOffline: false };
  } catch (error) {
    if (!(error instanceof DocsError)) throw error;
    return { text: error.message, isWell: false, isOffline: error.reason === 'offline' };
  }
}
