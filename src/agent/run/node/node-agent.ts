import { join } from 'node:path';
import { agentFolder } from '../../../learning/agent-folder.js';
import { Ledger } from '../../../learning/ledger.js';
import { loadSqlite } from '../../../learning/sqlite/load.js';
import { BlobStore } from '../../../review/snapshot/blob-store.js';
import type { Models } from '../../models/models.js';
import type { AgentConsent, RunPorts } from '../ports.js';
import { ArmModels } from './arm-models.js';
import { FileJournals } from './file-journals.js';
import { agentLedger, editLedger } from './ledger-ports.js';
import { NodeContext } from './node-context.js';
import { ProcessChecks } from './process-checks.js';
import { RecordedFiles, type EditLedger } from './recorded-files.js';

interface NodeAgentOptions {
  /** The folder that holds `.agent`. */
  readonly root: string;
  /** The folder that paths count from: the root, or a worktree that shares its ledger. */
  readonly checkout: string;
  readonly models: Models;
  readonly consent: AgentConsent;
  /** Told what checks print. */
  readonly onOutput?: ((chunk: Buffer) => void) | undefined;
  /** Changes how edits are remembered; by default as the ledger does. */
  readonly remember?: ((ledger: EditLedger) => EditLedger) | undefined;
}

/** Everything that a run needs, without an editor: its edits stay pending until they are reviewed in one. */
interface NodeAgent {
  readonly ports: RunPorts;
  readonly ledger: Ledger;
  close(): void;
}

/** Opens the ledger of a repository, or makes one. */
export async function openNodeAgent(options: NodeAgentOptions): Promise<NodeAgent> {
  const {
    root,
    checkout,
    models,
    consent,
    onOutput,
    remember = (each: EditLedger): EditLedger => each,
  } = options;
  await loadSqlite();
  const ledger = new Ledger(root);
  const clock = (): Date => new Date();
  const blobs = new BlobStore(join(agentFolder(root), 'blobs'));
  const edits = remember(editLedger(ledger, checkout));
  const files = new RecordedFiles({ root: checkout, ledger: edits, blobs, clock });
  return {
    ledger,
    ports: {
      ledger: agentLedger(ledger),
      files,
      context: new NodeContext({ root, checkout, files, ledger }),
      models: new ArmModels(root, models),
      checks: new ProcessChecks({ root: checkout, clock, onOutput }),
      consent,
      review: { reviewed: () => Promise.resolve() },
      journals: new FileJournals(root),
    },
    close: () => {
      ledger.close();
    },
  };
}
