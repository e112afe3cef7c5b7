/** A part of a sentence; names are set apart. */
export interface SentencePart {
  readonly text: string;
  readonly isName: boolean;
}

/** One sentence that a person can act on, or what is missing to say so. */
export interface UseNow {
  readonly sentence: readonly SentencePart[];
  /** What it is based on and how sure it is. */
  readonly basis: string;
  /** `none` where there is nothing to say yet. */
  readonly certainty: 'none' | 'too early' | 'probably' | 'clearly' | 'no difference';
}
