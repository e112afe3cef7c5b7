/** The tabs of the panel, in their order. */
export const tabNames = ['standings', 'runs', 'trends', 'docs', 'data'] as const;
export type TabName = (typeof tabNames)[number];

/** Kinds of tasks that the standings can be limited to. */
const kindNames = ['coder', 'fixer', 'judge', 'easy', 'medium', 'hard'] as const;
export type KindName = (typeof kindNames)[number];

export const chooserNames = ['prompt', 'model', 'context'] as const;
export type ChooserName = (typeof chooserNames)[number];

export const outcomeNames = ['worked', 'partly', 'failed', 'not checked', 'open', 'discarded'] as const;
type OutcomeName = (typeof outcomeNames)[number];

/** One prompt, model or context set. */
export interface OptionRef {
  readonly chooser: ChooserName;
  readonly id: string;
}

/** Which runs are listed; null and '' take all. */
export interface RunsFilter {
  readonly text: string;
  readonly agent: string | null;
  readonly model: string | null;
  readonly outcome: OutcomeName | null;
}

/** What a person looks at: all that is kept of the panel when it is hidden or the window reloads. */
export interface View {
  readonly tab: TabName;
  readonly kind: KindName | null;
  /** The option that is open in the standings. */
  readonly option: OptionRef | null;
  readonly filter: RunsFilter;
  /** Uuid of the run that is open in the list of runs. */
  readonly run: string | null;
  /** At most so many runs, 1 to 1000. */
  readonly limit: number;
}

export const runsPerPage = 50;
const mostRuns = 1000;

export const noFilter: RunsFilter = { text: '', agent: null, model: null, outcome: null };

export const firstView: View = {
  tab: 'standings',
  kind: null,
  option: null,
  filter: noFilter,
  run: null,
  limit: runsPerPage,
};

/** Whether something from outside is a view. */
export function isView(value: unknown): value is View {
  if (!isRecord(value)) return false;
  const { tab, kind, option, filter, run, limit } = value;
  return (
    isOneOf(tabNames, tab) &&
    isNullOr(kind, (each) => isOneOf(kindNames, each)) &&
    isNullOr(option, isOptionRef) &&
    isRecord(filter) &&
    typeof filter['text'] === 'string' &&
    isNullOr(filter['agent'], isString) &&
    isNullOr(filter['model'], isString) &&
    isNullOr(filter['outcome'], (each) => isOneOf(outcomeNames, each)) &&
    isNullOr(run, isString) &&
    typeof limit === 'number' &&
    Number.isInteger(limit) &&
    limit >= 1 &&
    limit <= mostRuns
  );
}

export function isOptionRef(value: unknown): value is OptionRef {
  return isRecord(value) && isOneOf(chooserNames, value['chooser']) && isString(value['id']);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isOneOf<T extends string>(names: readonly T[], value: unknown): value is T {
  return names.some((each) => each === value);
}

function isNullOr(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === null || is(value);
}
