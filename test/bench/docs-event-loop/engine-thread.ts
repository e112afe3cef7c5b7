import { parentPort, workerData } from 'node:worker_threads';
import { AllowList } from '../../../src/learning/docs/allow-list.js';
import { DocsKnowledge } from '../../../src/learning/docs/docs-knowledge.js';
import { WorkerRetriever } from '../../../src/learning/docs/worker-retriever.js';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { certificate } from '../../unit/docs/tls-server.js';

/** What the thread is started with. */
export interface EngineThreadData {
  readonly root: string;
  readonly workerFile: string;
  readonly port: number;
}

/** Stands for the engine, whose way to sites only code can change: reads and keeps the pages it is told, and says their titles. */
async function serve({ root, workerFile, port }: EngineThreadData): Promise<void> {
  await loadSqlite();
  const clock = (): Date => new Date();
  const retriever = new WorkerRetriever({
    workerFile,
    lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    allowedAddresses: ['127.0.0.1'],
    ca: certificate,
    port,
    limits: { intervalMs: 0 },
  });
  const parts = { db: new ExperienceDB(root), retriever, allowList: new AllowList(), clock };
  const docs = new DocsKnowledge(root, { ...parts, onProblem: () => undefined });
  parentPort?.on('message', (address: string) => {
    void docs.read(address).then(({ page }) => parentPort?.postMessage(page?.title ?? null));
  });
}

void serve(workerData as EngineThreadData);
