/** What a file was, where git cannot say. */
export interface BaselineEntry {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** The name of its copy; null where there was no file. */
  readonly blob: string | null;
  readonly executable: boolean;
}

export interface RecordedBaseline {
  /** The commit that the other files are as in; null before the first commit and without git. */
  readonly commit: string | null;
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineChange {
  readonly commit?: string | null;
  /** Replaces the entries of the same paths. */
  readonly put: readonly BaselineEntry[];
  readonly drop: readonly string[];
}

/** Where a baseline is kept between sessions. */
export interface BaselineRecords {
  load(): Promise<RecordedBaseline>;
  /** All of the change or nothing of it. */
  save(change: BaselineChange): Promise<void>;
}
