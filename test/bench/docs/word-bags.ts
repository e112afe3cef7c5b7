/** The words of a text that have a letter, in lower case, in order. */
export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu) ?? [];
}

export interface Agreement {
  /** The share of what was found that is right, 0 to 1. */
  readonly precision: number;
  /** The share of what is right that was found, 0 to 1. */
  readonly recall: number;
  readonly surplus: readonly string[];
  readonly missing: readonly string[];
}

/** How well words agree with the true ones; each occurrence counts, their order does not. */
export function agreementOf(found: readonly string[], truth: readonly string[]): Agreement {
  const left = new Map<string, number>();
  for (const word of truth) left.set(word, (left.get(word) ?? 0) + 1);
  const surplus = found.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
  const shared = found.length - surplus.length;
  const missing = [...left].flatMap(([word, count]) =>
    Array.from({ length: Math.max(0, count) }, () => word),
  );
  return { precision: shared / found.length, recall: shared / truth.length, surplus, missing };
}
