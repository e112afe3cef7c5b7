import type { ClientOptions } from './client-options.js';
import { hostOf, isLoopback, type Endpoint } from './endpoint.js';

/** A model behind a server's address: what all clients of servers have in common. */
export abstract class ServerModel {
  readonly model: string;
  readonly host: string;
  readonly isLocal: boolean;
  protected readonly endpoint: Endpoint;
  protected readonly options: ClientOptions;

  constructor(endpoint: Endpoint, model: string, options: ClientOptions) {
    this.model = model;
    this.host = hostOf(endpoint);
    this.isLocal = isLoopback(endpoint);
    this.endpoint = endpoint;
    this.options = options;
  }
}
