import type { EngineApi, EngineEvent } from './engine-api.js';

/** `EngineApi` with every answer a promise. */
export type AsyncEngine = {
  readonly [Method in keyof EngineApi]: (
    ...args: Parameters<EngineApi[Method]>
  ) => Promise<Awaited<ReturnType<EngineApi[Method]>>>;
};

export type EngineListener = (event: EngineEvent) => void;
