import { createRequire } from 'node:module';
import type * as agent from '../../agent/main.js';

type AgentBundle = typeof agent;

/** The agent's own bundle: clients of model servers and a tokenizer are larger than all of the extension. */
export class AgentCode {
  readonly #file: string;
  #bundle: Promise<AgentBundle> | undefined;

  /** @param file absolute path of `agent.cjs` */
  constructor(file: string) {
    this.#file = file;
  }

  /** Loaded with the first call, which takes about a tenth of a second. */
  load(): Promise<AgentBundle> {
    // Built from that very module; nothing at run time says what a module exports.
    this.#bundle ??= createRequire(this.#file)(this.#file) as Promise<AgentBundle>;
    return this.#bundle;
  }
}
