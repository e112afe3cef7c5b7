import type { Diagnostic } from 'vscode';
import type { DesignCard } from '../../agent/cards/design-card.js';
import { completeCard } from '../../agent/run/card-in-code.js';

type Problem = Pick<Diagnostic, 'message' | 'range' | 'source'>;

/** The task of removing some problems of a file. */
export function fixerCard(path: string, problems: readonly Problem[]): DesignCard {
  const goals = problems.map(
    ({ message, range, source }) =>
      `Remove this problem in ${path}, line ${range.start.line + 1}: ${message.replace(/\s+/g, ' ')}${source === undefined ? '' : ` (${source})`}`,
  );
  return completeCard({
    name: `fix-${path.slice(path.lastIndexOf('/') + 1).replace(/[^\p{L}\p{N}]+/gu, '-')}`,
    goals: goals.length > 0 ? goals : [`Remove the problems in ${path}`],
    constraints: ['Remove the cause; hide no problem and weaken no check.'],
    role: 'fixer',
  });
}
