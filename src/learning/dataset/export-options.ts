import type { FormatName } from './formats.js';

export interface ExportOptions {
  /** Only attempts whose run earned at least this reward, 0 to 1; default 0.7. */
  readonly minReward?: number | undefined;
  /** At most this many examples a file, the newest, counted after everything else was left out; default 1000. */
  readonly limit?: number | undefined;
  /** Default `sft`. */
  readonly format?: FormatName | undefined;
  /** Share that is held back in files of its own, 0 to 0.5; default 0. */
  readonly validation?: number | undefined;
  /** Longer examples are left out; in tokens, estimated. Default 8192. */
  readonly maxTokens?: number | undefined;
  /** Decides what is held back; any integer, default 1. */
  readonly seed?: number | undefined;
  /** Leave out whatever is not known to come from a local model or a person; default false. */
  readonly localOnly?: boolean | undefined;
  /** Told now and then how many of all recorded pairs were read. */
  readonly onProgress?: ((read: number, total: number) => void) | undefined;
}

/** The same with every default filled in. */
export type Settled = {
  readonly [K in keyof Omit<ExportOptions, 'onProgress'>]-?: NonNullable<ExportOptions[K]>;
};

export function settled(options: ExportOptions): Settled {
  return {
    minReward: options.minReward ?? 0.7,
    limit: options.limit ?? 1000,
    format: options.format ?? 'sft',
    validation: options.validation ?? 0,
    maxTokens: options.maxTokens ?? 8192,
    seed: options.seed ?? 1,
    localOnly: options.localOnly ?? false,
  };
}
