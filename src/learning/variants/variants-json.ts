import { parseTree, printParseErrorCode, type JSONPath, type Node, type ParseError } from 'jsonc-parser';
import { UserError } from '../user-error.js';
import { contextSources, type ContextSource } from './context-sources.js';
import { withValue } from './edit-variants.js';

/** One entry of a variants file. Fields that we do not know stay in the file and are not read. */
export interface VariantEntry {
  readonly id: string;
  readonly name: string;
  readonly wins: number;
  readonly trials: number;
  /** The last pull that the counts contain, `<ledger>:<pull>`; absent in a file that was never ours. */
  readonly asOf: string | undefined;
  /** Only prompts. */
  readonly template: string | undefined;
  /** Only models. US dollars per 1,000 tokens; undefined where the file does not say. */
  readonly costPer1k: number | undefined;
  /** Only models. Paid by a subscription, `"billing": "plan"`. */
  readonly isInPlan: boolean;
  /** Only models. The model that it was tuned from. */
  readonly base: string | undefined;
  /** Only context sets: what goes into the prompt. */
  readonly sources: readonly RecipeSource[];
  /** Kept with its counts, and not to be chosen: `"retired": true`. */
  readonly isRetired: boolean;
}

/** One source of a context set. */
export interface RecipeSource {
  readonly source: ContextSource;
  /** The most that it may take of the prompt. */
  readonly tokens: number;
}

/** A variants file that cannot be read as one; nobody writes to it until a person has mended it. */
export class VariantsFileError extends UserError {
  override readonly name = 'VariantsFileError';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;

  constructor(file: string, text: string, offset: number, problem: string) {
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1) ?? '').length + 1;
    super(`${file}:${line}:${column}: ${problem}. The file was left as it is; mend it and try again.`);
    this.file = file;
    this.line = line;
    this.column = column;
  }
}

/** How far apart two sums of rewards may lie and still be the same count; files carry six decimals. */
export const countTolerance = 1e-6;

/**
 * Reads a variants file: a JSON array of objects with `id`, `wins`, `trials` and more; comments and trailing commas
 * are allowed.
 * @param file name to show in errors
 * @throws {VariantsFileError} with line and column of the first problem
 */
export function parseVariants(file: string, text: string): VariantEntry[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const fail = (node: { offset: number }, problem: string): never => {
    throw new VariantsFileError(file, text, node.offset, problem);
  };
  const [first] = errors;
  if (first !== undefined) fail(first, inWords(printParseErrorCode(first.error)));
  if (root?.type !== 'array') return fail({ offset: 0 }, 'this must be a list, [ … ]');

  const seen = new Set<string>();
  return (root.children ?? []).map((node) => {
    if (node.type !== 'object') return fail(node, 'each entry must be an object, { … }');
    const entry = readEntry(node, fail);
    if (seen.has(entry.id)) fail(node, `the id "${entry.id}" is there twice`);
    seen.add(entry.id);
    return entry;
  });
}

function readEntry(node: Node, fail: (node: Node, problem: string) => never): VariantEntry {
  const text = (name: string): string | undefined => {
    const value = property(node, name);
    if (value === undefined) return undefined;
    return typeof value.value === 'string' && value.value !== ''
      ? value.value
      : fail(value, `"${name}" must be a text`);
  };
  const amount = (name: string): number | undefined => {
    const value = property(node, name);
    if (value === undefined) return undefined;
    const number: unknown = value.value;
    const isAmount = typeof number === 'number' && Number.isFinite(number) && number >= 0;
    return isAmount ? number : fail(value, `"${name}" must be a number of 0 or more`);
  };
  const base: unknown = property(node, 'base')?.value;
  const id = text('id') ?? fail(node, 'an entry has no "id"');
  const wins = amount('wins') ?? 0;
  const trials = amount('trials') ?? 0;
  if (wins > trials + countTolerance)
    fail(node, `"wins" (${wins}) of "${id}" is more than "trials" (${trials})`);
  return {
    id,
    name: text('name') ?? id,
    wins,
    trials,
    asOf: text('asOf'),
    template: text('template'),
    costPer1k: amount('cost_per_1k'),
    isInPlan: text('billing') === 'plan',
    base: typeof base === 'string' ? base : undefined,
    sources: readSources(node, fail),
    isRetired: property(node, 'retired')?.value === true,
  };
}

function readSources(node: Node, fail: (node: Node, problem: string) => never): RecipeSource[] {
  const list = property(node, 'sources');
  if (list === undefined) return [];
  if (list.type !== 'array') return fail(list, '"sources" must be a list, [ … ]');
  const sources = (list.children ?? []).map((each) => {
    const named: unknown = property(each, 'source')?.value;
    const source = contextSources.find((known) => known === named);
    const tokens: unknown = property(each, 'tokens')?.value;
    if (source === undefined) return fail(each, `"source" must be one of ${contextSources.join(', ')}`);
    const isBudget = typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens > 0;
    return isBudget ? { source, tokens } : fail(each, '"tokens" must be a whole number of 1 or more');
  });
  const twice = sources.find(({ source }, index) =>
    sources.slice(0, index).some((each) => each.source === source),
  );
  return twice === undefined ? sources : fail(list, `the source "${twice.source}" is there twice`);
}

function property(node: Node, name: string): Node | undefined {
  return node.children?.find((each) => each.children?.[0]?.value === name)?.children?.[1];
}

/** What a variants file should say of one entry. */
export interface VariantCounts {
  readonly id: string;
  readonly wins: number;
  readonly trials: number;
  readonly asOf: string;
}

/**
 * The text with the counts of `entries` set to `counts`; everything else, comments and unknown fields included, stays
 * as it was. `entries` must be what `parseVariants` read from this text.
 */
export function withCounts(
  text: string,
  entries: readonly VariantEntry[],
  counts: readonly VariantCounts[],
): string {
  let edited = text;
  const set = (path: JSONPath, value: unknown): void => {
    edited = withValue(edited, path, value);
  };
  for (const [index, entry] of entries.entries()) {
    const wanted = counts.find((each) => each.id === entry.id);
    if (wanted === undefined) continue;
    const { wins, trials } = publishedCounts(wanted);
    if (entry.wins !== wins) set([index, 'wins'], wins);
    if (entry.trials !== trials) set([index, 'trials'], trials);
    if (entry.asOf !== wanted.asOf) set([index, 'asOf'], wanted.asOf);
  }
  return edited;
}

/**
 * Counts as the files carry them: six decimals, `0 <= wins <= trials`. The ledger's sums can lie outside, when a person
 * has set counts lower than later corrections assume.
 */
export function publishedCounts(counts: { readonly wins: number; readonly trials: number }): {
  readonly wins: number;
  readonly trials: number;
} {
  const trials = Math.max(0, Math.round(counts.trials * 1e6) / 1e6);
  const wins = Math.min(trials, Math.max(0, Math.round(counts.wins * 1e6) / 1e6));
  return { wins, trials };
}

/** `CloseBracketExpected` as people say it. */
function inWords(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}
