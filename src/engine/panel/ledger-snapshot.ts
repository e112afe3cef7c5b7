import type { BudgetLimits } from '../../learning/choice/budget.js';
import type { Ledger } from '../../learning/ledger.js';
import { knownKinds } from '../../learning/panel/kind-tallies.js';
import { WeekSumRows } from '../../learning/panel/week-sums.js';
import type { LedgerSnapshot, TabContent } from '../../shared/snapshot.js';
import type { ChooserName, KindName, View } from '../../shared/view.js';
import { dataContent } from './data-content.js';
import { docsContent } from './docs-content.js';
import { runsContent } from './runs-content.js';
import { standingsContent } from './standings-content.js';
import { trendsContent } from './trends-content.js';
import { useNow, type KindStandings } from './use-now.js';

/** What the panel needs to know besides the ledger. */
export interface SnapshotContext {
  readonly root: string;
  /** Where the daily copies are; undefined for none. */
  readonly copiesIn: string | undefined;
  readonly usesStartingGuesses: boolean;
  readonly limits: BudgetLimits;
}

interface Standings {
  /** Kinds of tasks of which there are runs. */
  readonly kinds: readonly KindName[];
  readonly whole: KindStandings;
  /** Of the kind that is looked at. */
  readonly asked: KindStandings;
}

/** Everything that a view of a ledger shows. */
export function ledgerSnapshot(ledger: Ledger, view: View, context: SnapshotContext): LedgerSnapshot {
  const { connection } = ledger.db;
  // Of one moment, and without asking for the lock again for each of its queries.
  return connection.withLock(() => {
    const kinds = knownKinds(connection);
    const standingsOf = (kind: KindName | null, choosers?: readonly ChooserName[]): KindStandings => {
      const { usesStartingGuesses } = context;
      return { kind, standings: ledger.choosing.standings(usesStartingGuesses, kind, choosers) };
    };
    const whole = standingsOf(null);
    const models = kinds.map((kind) => standingsOf(kind, ['model']));
    const { scored } = new WeekSumRows(connection).total();
    const asked = view.kind === null ? whole : standingsOf(view.kind);
    return {
      useNow: useNow([whole, ...models], scored),
      content: contentOf(ledger, view, { kinds, whole, asked }, context),
    };
  });
}

function contentOf(
  ledger: Ledger,
  view: View,
  { kinds, whole, asked }: Standings,
  { root, copiesIn, limits }: SnapshotContext,
): TabContent {
  switch (view.tab) {
    case 'standings':
      return standingsContent(ledger, kinds, asked.standings, view);
    case 'runs':
      return runsContent(ledger, view);
    case 'trends':
      return trendsContent(ledger, whole.standings, limits);
    case 'docs':
      return docsContent(ledger);
    case 'data':
      return dataContent(ledger, root, copiesIn);
  }
}
