import { mostPagesOfRun, pagesForRun } from '../../../learning/docs/prompt/run-pages.js';
import type { Ledger } from '../../../learning/ledger.js';
import { GitProcess } from '../../../review/snapshot/git-process.js';
import type {
  ContextWorkspace,
  KeptRun,
  Problem,
  Quote,
  WantedDocs,
} from '../../context/context-workspace.js';
import { keptRuns } from '../../context/kept-runs.js';
import type { AgentFiles } from '../ports.js';

interface NodeContextOptions {
  /** The folder that holds `.agent`. */
  readonly root: string;
  readonly checkout: string;
  readonly files: Pick<AgentFiles, 'list' | 'read'>;
  readonly ledger: Ledger;
}

/** What can be gathered without an editor: nothing is open there, and no problems are shown. */
export class NodeContext implements ContextWorkspace {
  readonly #options: NodeContextOptions;

  constructor(options: NodeContextOptions) {
    this.#options = options;
  }

  list(): Promise<readonly string[]> {
    return this.#options.files.list();
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.#options.files.read(path);
  }

  openFiles(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  problems(): Promise<readonly Problem[]> {
    return Promise.resolve([]);
  }

  async gitDiff(): Promise<string> {
    try {
      const git = await GitProcess.in(this.#options.checkout);
      const args = ['diff', 'HEAD', '--no-color', '--no-ext-diff', '--no-textconv'];
      return (await git.run(args)).toString('utf8');
    } catch {
      return '';
    }
  }

  definitions(): Promise<readonly Quote[]> {
    return Promise.resolve([]);
  }

  async docs({ query, library, maxTokens, runId }: WantedDocs): Promise<string> {
    const { ledger, root } = this.#options;
    // Reading pages takes more code than all of the agent.
    const { WebKnowledge } = await import('../../../learning/web-knowledge.js');
    const web = new WebKnowledge(root);
    try {
      const pages = await web.searchDocs(query, library ?? undefined, { maxResults: mostPagesOfRun });
      if (runId === null) return web.formatForPrompt(pages, { maxTokens });
      return pagesForRun(pages, maxTokens, (urls) => ledger.drawPages(runId, urls));
    } finally {
      web.close();
    }
  }

  keptRuns(task: string): Promise<readonly KeptRun[]> {
    return Promise.resolve(keptRuns(this.#options.ledger.db.connection, task));
  }
}
