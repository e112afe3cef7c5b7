/** In which direction a setting lets more pass. */
export type Looser =
  'true' | 'false' | 'less' | 'more' | 'longer' | 'shorter' | 'severity' | 'mode' | 'added';

const severities: Readonly<Record<string, number>> = {
  off: 0,
  '0': 0,
  allow: 0,
  none: 0,
  false: 0,
  ignore: 0,
  warn: 1,
  '1': 1,
  warning: 1,
  info: 1,
  information: 1,
  error: 2,
  '2': 2,
  deny: 2,
  true: 2,
  on: 2,
  forbid: 3,
};
const modes: Readonly<Record<string, number>> = {
  skip: 0,
  silent: 1,
  normal: 2,
  off: 0,
  basic: 1,
  standard: 2,
  recommended: 2,
  strict: 3,
  all: 4,
};

/** What a setting had and has, or undefined where nothing is looser. */
export interface Loosened {
  readonly what: 'new' | 'gone' | 'changed';
  /** The value that says so: the one that came, or the one that is gone. */
  readonly value: string;
}

/** Compares the values of one setting before and after; lists have several, a setting that is not there none. */
export function loosened(
  looser: Looser,
  before: readonly string[],
  after: readonly string[],
): Loosened | undefined {
  switch (looser) {
    case 'true':
      return newly(before, after, (value) => /^(?:true|1|yes|on)$/i.test(value));
    case 'false':
      return (
        newly(before, after, (value) => /^(?:\$\{\{\s*)?(?:false|0|no|off|none)(?:\s*\}\})?$/i.test(value)) ??
        lost(before, after, (value) => /^(?:true|1|yes|on)$/i.test(value))
      );
    case 'less':
      return (
        byNumber(before, after, (was, is) => is < was) ??
        lost(before, after, (value) => Number.parseFloat(value) > 0)
      );
    case 'more':
      return byNumber(before, after, (was, is) => is > was);
    case 'added':
      return (
        newly(before, after, (value) => !/^(?:false|0|null|undefined)$/.test(value)) ??
        byNumber(before, after, (was, is) => is > was)
      );
    case 'longer':
      return newly(before, after, () => true);
    case 'shorter':
      return lost(before, after, () => true);
    case 'severity':
      return byRank(severities, before, after);
    case 'mode':
      return byRank(modes, before, after);
  }
}

function newly(
  before: readonly string[],
  after: readonly string[],
  isLoose: (value: string) => boolean,
): Loosened | undefined {
  const left = [...before];
  for (const value of after) {
    const at = left.indexOf(value);
    if (at !== -1) left.splice(at, 1);
    else if (isLoose(value) && !before.includes(value))
      return { what: before.length === 0 ? 'new' : 'changed', value };
  }
  return undefined;
}

function lost(
  before: readonly string[],
  after: readonly string[],
  isStrict: (value: string) => boolean,
): Loosened | undefined {
  const value = before.find((each) => isStrict(each) && !after.includes(each));
  if (value === undefined || after.length >= before.length) return undefined;
  return { what: after.length === 0 ? 'gone' : 'changed', value };
}

function byNumber(
  before: readonly string[],
  after: readonly string[],
  isLooser: (was: number, is: number) => boolean,
): Loosened | undefined {
  const [was, is] = [Number.parseFloat(before[0] ?? ''), Number.parseFloat(after[0] ?? '')];
  return isLooser(was, is) ? { what: 'changed', value: after[0] ?? '' } : undefined;
}

function byRank(
  ranks: Readonly<Record<string, number>>,
  before: readonly string[],
  after: readonly string[],
): Loosened | undefined {
  const lowest = (values: readonly string[]): number | undefined => {
    const known = values.map((value) => ranks[value.toLowerCase()]).filter((rank) => rank !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  const [was, is] = [lowest(before), lowest(after)];
  if (is === undefined)
    return was !== undefined && was > 0 && after.length === 0
      ? { what: 'gone', value: before[0] ?? '' }
      : undefined;
  if (was === undefined)
    return is === 0 && before.length === 0 ? { what: 'new', value: after[0] ?? '' } : undefined;
  return is < was ? { what: 'changed', value: after[0] ?? '' } : undefined;
}
