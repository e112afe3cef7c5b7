/** One value of a configuration file; a list gives one for each of its elements. */
export interface Setting {
  /** The keys that lead to it, with dots; elements of lists have no number in it. */
  readonly path: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

export const childOf = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
