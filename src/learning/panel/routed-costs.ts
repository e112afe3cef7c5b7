import type { Connection, Row } from '../sqlite/connection.js';

/** What a run cost whose model was chosen by us. */
export interface RoutedCost {
  readonly model: string;
  readonly usd: number;
}

const newest = 2000;

/** The newest finished runs that followed a suggested model and whose cost is known. */
export function routedCosts(connection: Connection): RoutedCost[] {
  const priced = connection.get<{ n: number }>('SELECT ifnull(sum(runs), 0) AS n FROM model_costs');
  if ((priced?.n ?? 0) <= 0) return [];
  return connection.all<Row & RoutedCost>(
    `SELECT model_name AS model, cost_usd AS usd FROM decisions JOIN run_facts ON run_facts.id = run
     WHERE decisions.id > (SELECT max(id) FROM decisions) - ${3 * newest}
       AND chooser = 'model' AND followed = 1 AND status = 'finished' AND cost_usd IS NOT NULL AND model_name IS NOT NULL`,
  );
}
