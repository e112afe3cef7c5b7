/** A formula that makes a reward of what was seen. */
type FormulaName = 'classic' | 'gated';

/** The formula that teaches. */
export interface Formula {
  readonly name: FormulaName;
  /** The share of coverage in `classic`, 0 to 1; `gated` counts its change anyhow. */
  readonly coverageWeight: number;
}

export const defaultFormula: Formula = { name: 'classic', coverageWeight: 0 };

/** A formula as the ledger notes it with each run, e.g. `classic`, `classic+0.2`. */
export function formulaText({ name, coverageWeight }: Formula): string {
  return name === 'gated' || coverageWeight === 0 ? name : `${name}+${coverageWeight}`;
}

/** The formula that a run is noted with; undefined for one that is not known here. */
export function formulaOf(text: string): Formula | undefined {
  const [name, weight = '0'] = text.split('+');
  if (name !== 'classic' && name !== 'gated') return undefined;
  return { name, coverageWeight: Math.min(1, Math.max(0, Number(weight) || 0)) };
}
