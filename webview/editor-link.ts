import { requestTimeoutsMs, type EditorNotifications, type PanelRequests } from '../src/shared/protocol.js';
import { RpcPeer } from '../src/shared/rpc-peer.js';

/** What VS Code gives to a page. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** What the editor tells without being asked. */
export type EditorListener = {
  readonly [Name in keyof EditorNotifications]: (params: EditorNotifications[Name]) => void;
};

/** The editor as the panel knows it. Only the editor can send to this page, so what comes in is taken as it is. */
export class EditorLink {
  readonly #peer: RpcPeer;

  constructor(api: VsCodeApi, listener: EditorListener) {
    this.#peer = new RpcPeer(
      {
        post: (message) => {
          api.postMessage(message);
        },
        schedule: (callback, ms) => {
          const timer = setTimeout(callback, ms);
          return () => {
            clearTimeout(timer);
          };
        },
        onUnknown: (what) => {
          console.warn(`${what} of the editor was not understood`);
        },
      },
      {
        takes: (method) => method in listener,
        request: () => Promise.reject(new Error('The panel answers nothing.')),
        notify: (method, params) => {
          const listen: unknown = Reflect.get(listener, method);
          if (typeof listen === 'function') Reflect.apply(listen, undefined, [params]);
        },
      },
    );
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#peer.receive(data);
    });
  }

  /** @throws {RpcError} with a message fit for people */
  async request<Method extends keyof PanelRequests>(
    method: Method,
    params: PanelRequests[Method]['params'],
    signal?: AbortSignal,
  ): Promise<PanelRequests[Method]['result']> {
    const timeoutMs = requestTimeoutsMs[method];
    const options = signal === undefined ? { timeoutMs } : { timeoutMs, signal };
    // The editor answers a request with what `PanelRequests` says.
    return (await this.#peer.request(method, params, options)) as PanelRequests[Method]['result'];
  }

  ready(): void {
    this.#peer.notify('ready', null);
  }
}
