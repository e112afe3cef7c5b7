import type { Standing } from './choice/standings.js';
import type { Pulls } from './runs/pulls.js';
import { publishedCounts } from './variants/variants-json.js';
import type { IndexedChooser, VariantsProjection } from './variants/variants-projection.js';

/** Every prompt and model that can be chosen or was seen, best mean first, untried last. */
export function standingsOf(pulls: Pulls, projection: VariantsProjection): Standing[] {
  return (['prompt', 'model'] as const).flatMap((chooser) => standingsFor(chooser, pulls, projection));
}

function standingsFor(chooser: IndexedChooser, pulls: Pulls, projection: VariantsProjection): Standing[] {
  const entries = projection.known(chooser);
  const seen = pulls.all(chooser).filter((tally) => tally.trials > 0);
  const ids = new Set([...entries.map((entry) => entry.id), ...seen.map((tally) => tally.arm)]);
  return [...ids]
    .map((arm) => {
      const entry = entries.find((each) => each.id === arm);
      const { trials, wins } = publishedCounts(pulls.tally(chooser, arm));
      return {
        chooser,
        arm,
        name: entry?.name ?? arm,
        trials,
        wins,
        mean: trials > 0 ? wins / trials : null,
        candidate: entry !== undefined,
        costPer1k: entry?.costPer1k ?? null,
      };
    })
    .sort((a, b) => (b.mean ?? -1) - (a.mean ?? -1));
}
