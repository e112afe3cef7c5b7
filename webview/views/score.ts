import type { RunSummary } from '../../src/shared/runs-content.js';
import { element } from '../ui/elements.js';
import { percent, score } from '../ui/numbers.js';

const workedFrom = 0.75;
const failedBelow = 0.5;

/** A run's score with what it means, and what a person said. */
export function scoreView({
  status,
  score: value,
  kept,
}: Pick<RunSummary, 'status' | 'score' | 'kept'>): HTMLElement {
  const [className, figure, words] = partsOf(status, value);
  return element(
    'div',
    `score ${className}`,
    element('span', 'figure', figure),
    element('span', 'note', words),
    element('span', 'note', keptInWords(kept)),
  );
}

function partsOf(status: RunSummary['status'], value: number | null): readonly [string, string, string] {
  if (status === 'open') return ['open', '…', 'open'];
  if (status === 'discarded') return ['none', '–', 'discarded'];
  if (value === null) return ['none', '–', 'not checked'];
  if (value >= workedFrom) return ['worked', score(value), 'worked'];
  return value < failedBelow ? ['failed', score(value), 'failed'] : ['partly', score(value), 'partly worked'];
}

function keptInWords(kept: number | null): string {
  if (kept === null) return '';
  if (kept === 1) return 'kept';
  return kept === 0 ? 'rejected' : `${percent(kept)} kept`;
}
