/** A problem that the editor shows. */
export interface Problem {
  /** From the root, with forward slashes. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The tool that found it; empty where it does not say. */
  readonly source: string;
}

/** Something quoted from the workspace. */
export interface Quote {
  /** What tells it from the others: a path where it is a whole file. */
  readonly label: string;
  /** The file that it is from; null where it is from none, or from several. */
  readonly path: string | null;
  readonly text: string;
}

/** An earlier run that a person kept. */
export interface KeptRun {
  readonly task: string;
  readonly output: string;
}

/** What documentation is looked up for. */
export interface WantedDocs {
  /** The task in words. */
  readonly query: string;
  readonly library: string | null;
  readonly maxTokens: number;
  /** The run whose prompt quotes the pages: some are left out of it at random. Null for none, which takes all of them. */
  readonly runId: string | null;
}

/** What gathering sees of a workspace; paths count from its root, with forward slashes. What an editor alone knows may be empty. */
export interface ContextWorkspace {
  /** Every file but those that git ignores and a person excludes. */
  list(): Promise<readonly string[]>;
  /** Null where there is no file, or none that may be read. */
  read(path: string): Promise<Uint8Array | null>;
  /** The one in front first. */
  openFiles(): Promise<readonly string[]>;
  problems(): Promise<readonly Problem[]>;
  /** The uncommitted changes, as a unified diff; empty for none, and without git. */
  gitDiff(): Promise<string>;
  /** Definitions of what the files use, and references to what they define. */
  definitions(paths: readonly string[]): Promise<readonly Quote[]>;
  /** Documentation that answers a query, marked as quoted; empty for none. */
  docs(wanted: WantedDocs): Promise<string>;
  /** Earlier runs with tasks like this one, the closest first. */
  keptRuns(task: string): Promise<readonly KeptRun[]>;
}
