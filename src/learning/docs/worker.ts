import type { LookupAddress } from 'node:dns';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { DocsError } from './docs-error.js';
import { defaultRoute, type Route } from './guarded-https.js';
import { retrieve } from './retrieve.js';
import type { DocsWorkerData, FromDocsWorker, ToDocsWorker } from './worker-messages.js';

/**
 * A thread that fetches and reads pages: reading one takes up to a tenth of a second, and in a thread of its own VS Code does
 * not replace `https`. It has no database and may be terminated at any time.
 */
class DocsWorker {
  readonly #port: MessagePort;
  readonly #route: Route;
  readonly #lookups = new Map<number, (addresses: readonly LookupAddress[]) => void>();
  #lastLookup = 0;

  constructor(port: MessagePort, { looksUpOverPort = false, ...where }: DocsWorkerData) {
    this.#port = port;
    this.#route = looksUpOverPort
      ? { lookup: (host) => this.#askForAddresses(host), isAllowed: () => true, ...where }
      : { ...defaultRoute, ...where };
    port.on('message', (message: ToDocsWorker) => {
      if (message.kind === 'retrieve') void this.#retrieve(message.id, message.address);
      else this.#lookups.get(message.id)?.(message.addresses);
    });
  }

  async #retrieve(id: number, address: string): Promise<void> {
    try {
      this.#tell({ kind: 'page', id, page: await retrieve(address, this.#route) });
    } catch (error) {
      const reason = error instanceof DocsError ? error.reason : 'unusable';
      this.#tell({
        kind: 'problem',
        id,
        reason,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #askForAddresses(host: string): Promise<readonly LookupAddress[]> {
    this.#lastLookup += 1;
    const id = this.#lastLookup;
    return new Promise((resolve) => {
      this.#lookups.set(id, (addresses) => {
        this.#lookups.delete(id);
        resolve(addresses);
      });
      this.#tell({ kind: 'lookup', id, host });
    });
  }

  #tell(message: FromDocsWorker): void {
    this.#port.postMessage(message);
  }
}

if (parentPort !== null) new DocsWorker(parentPort, (workerData as DocsWorkerData | null) ?? {});
