export interface DataContent {
  readonly tab: 'data';
  readonly folder: string;
  readonly files: readonly StoredFile[];
  readonly counts: readonly StoredCount[];
  /** Whether goals, prompts and outputs are kept, or numbers only. */
  readonly keepsTexts: boolean;
  /** Newest first. */
  readonly connections: readonly ConnectionRow[];
}

export interface StoredFile {
  /** Path below the folder, or all of it for what lies elsewhere. */
  readonly path: string;
  readonly what: string;
  readonly bytes: number;
}

interface StoredCount {
  readonly what: string;
  readonly count: number;
}

export interface ConnectionRow {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly host: string;
  /** The address that was asked; null where the host is all that is noted. */
  readonly url: string | null;
  readonly why: string;
  /** Null where only an address was sent. */
  readonly sentBytes: number | null;
  readonly receivedBytes: number;
}
