import { isRpcMessage, type RpcMessage } from './rpc-messages.js';

export interface RpcPorts {
  readonly post: (message: RpcMessage) => void;
  /** Calls back after some milliseconds, unless what it answers with is called before. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
  /** A message that was no message, or that nobody handles. */
  readonly onUnknown: (what: string) => void;
}

/** What a side takes. A message whose parameters do not pass `takes` is refused before a handler sees it. */
export interface RpcService {
  readonly takes: (method: string, params: unknown) => boolean;
  readonly request: (method: string, params: unknown, signal: AbortSignal) => Promise<unknown>;
  readonly notify: (method: string, params: unknown) => void;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Null waits as long as it takes, where a person is asked something. */
  readonly timeoutMs: number | null;
}

/** A request that was refused, was cancelled or got no answer; the message is fit for people. */
export class RpcError extends Error {
  readonly reason: 'refused' | 'cancelled' | 'timeout' | 'closed';

  constructor(message: string, reason: RpcError['reason']) {
    super(message);
    this.name = 'RpcError';
    this.reason = reason;
  }
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: RpcError) => void;
  readonly release: () => void;
}

/** One end of a channel of messages: asks, answers, and ends what is under way when it is disposed. */
export class RpcPeer {
  readonly #ports: RpcPorts;
  readonly #service: RpcService;
  readonly #pending = new Map<number, Pending>();
  readonly #underWay = new Map<number, AbortController>();
  #nextId = 1;
  #isDisposed = false;

  constructor(ports: RpcPorts, service: RpcService) {
    this.#ports = ports;
    this.#service = service;
  }

  /** @throws {RpcError} */
  request(method: string, params: unknown, { signal, timeoutMs }: RequestOptions): Promise<unknown> {
    if (this.#isDisposed) return Promise.reject(new RpcError('The panel is closed.', 'closed'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const abandon = (error: RpcError): void => {
        this.#ports.post({ type: 'cancel', id });
        this.#settle(id)?.reject(error);
      };
      const cancel = (): void => {
        abandon(new RpcError('Cancelled.', 'cancelled'));
      };
      const stopTimer =
        timeoutMs === null
          ? undefined
          : this.#ports.schedule(() => {
              abandon(new RpcError('No answer came in time. Try again.', 'timeout'));
            }, timeoutMs);
      const release = (): void => {
        stopTimer?.();
        signal?.removeEventListener('abort', cancel);
      };
      this.#pending.set(id, { resolve, reject, release });
      this.#ports.post({ type: 'request', id, method, params });
      if (signal?.aborted === true) cancel();
      else signal?.addEventListener('abort', cancel);
    });
  }

  notify(method: string, params: unknown): void {
    if (!this.#isDisposed) this.#ports.post({ type: 'notification', method, params });
  }

  /** Takes whatever came in. */
  receive(message: unknown): void {
    if (this.#isDisposed) return;
    if (!isRpcMessage(message)) {
      this.#ports.onUnknown('something that is no message');
      return;
    }
    switch (message.type) {
      case 'request':
        void this.#answer(message.id, message.method, message.params);
        break;
      case 'result':
        this.#settle(message.id)?.resolve(message.result);
        break;
      case 'error':
        this.#settle(message.id)?.reject(new RpcError(message.message, 'refused'));
        break;
      case 'cancel':
        this.#underWay.get(message.id)?.abort();
        break;
      case 'notification':
        if (this.#service.takes(message.method, message.params)) {
          this.#service.notify(message.method, message.params);
        } else {
          this.#ports.onUnknown(`the notification ${message.method}`);
        }
        break;
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const controller of this.#underWay.values()) controller.abort();
    for (const id of [...this.#pending.keys()]) {
      this.#settle(id)?.reject(new RpcError('The panel is closed.', 'closed'));
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.release();
    return pending;
  }

  async #answer(id: number, method: string, params: unknown): Promise<void> {
    if (!this.#service.takes(method, params)) {
      this.#ports.onUnknown(`the request ${method}`);
      this.#post({ type: 'error', id, message: 'This request was not understood.' });
      return;
    }
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    try {
      const result = await this.#service.request(method, params, controller.signal);
      this.#post({ type: 'result', id, result: result ?? null });
    } catch (error) {
      this.#post({ type: 'error', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#underWay.delete(id);
    }
  }

  #post(message: RpcMessage): void {
    if (!this.#isDisposed) this.#ports.post(message);
  }
}
