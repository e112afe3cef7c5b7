import type { Connection, Row } from '../sqlite/connection.js';
import type { Pulls } from './pulls.js';
import type { RunReport } from './run-report.js';
import type { RunFacts, RunRows } from './run-rows.js';
import type { Settlement } from './settlement.js';

interface ReportRow extends Row {
  readonly run: string | null;
  readonly agent: string;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly tokens: number | null;
  readonly cost_usd: number | null;
  readonly kept: number;
  readonly rejected: number;
  readonly fills_model: number;
  readonly fills_prompt: number;
}

/**
 * Joins what agents tell of themselves with runs. Every method is one step of a transaction that the caller holds; telling the
 * same again changes nothing, telling more settles a finished run again.
 */
export class RunReports {
  readonly #connection: Connection;
  readonly #rows: RunRows;
  readonly #pulls: Pulls;
  readonly #settlement: Settlement;

  constructor(connection: Connection, rows: RunRows, pulls: Pulls, settlement: Settlement) {
    this.#connection = connection;
    this.#rows = rows;
    this.#pulls = pulls;
    this.#settlement = settlement;
  }

  /** Uuid of the run that a prompt belongs to; null when a person had that run forgotten, undefined for a prompt not told of. */
  runOf(key: string): string | null | undefined {
    return this.#find(key)?.run;
  }

  /** Whether a report says more than what is known. */
  isNews({ key, modelName, promptId, tokens, costUsd, kept, rejected }: RunReport): boolean {
    const known = this.#find(key);
    const adds = (told: unknown, was: unknown): boolean => told !== null && told !== was;
    return (
      known === undefined ||
      adds(modelName, known.model) ||
      adds(promptId, known.prompt) ||
      adds(tokens, known.tokens) ||
      adds(costUsd, known.cost_usd) ||
      kept !== known.kept ||
      rejected !== known.rejected
    );
  }

  /** Takes in what is known of a prompt by now. What a person said of the run stands; where they said nothing, it is filled in. */
  tell(run: string, report: RunReport): void {
    const facts = this.#rows.get(run);
    const { key, agent, modelName, promptId, tokens, costUsd, kept, rejected } = report;
    const known = this.#of(run);
    const isOurs = facts.provenance === 'reported';
    const fillsModel = isOurs || facts.model_name === null || known.some((each) => each.fills_model === 1);
    const fillsPrompt = isOurs || facts.prompt_id === null || known.some((each) => each.fills_prompt === 1);
    this.#connection.run(
      `INSERT INTO reported_prompts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET model = ifnull(excluded.model, model), prompt = ifnull(excluded.prompt, prompt),
         tokens = ifnull(excluded.tokens, tokens), cost_usd = ifnull(excluded.cost_usd, cost_usd),
         kept = excluded.kept, rejected = excluded.rejected`,
      [
        ...[key, run, agent, modelName, promptId, tokens, costUsd, kept, rejected],
        ...[Number(fillsModel), Number(fillsPrompt)],
      ],
    );
    this.#fill(facts);
  }

  #fill(facts: RunFacts): void {
    const told = this.#of(facts.id);
    const models = told.filter((each) => each.fills_model === 1);
    const prompts = told.filter((each) => each.fills_prompt === 1);
    // Whoever made a run that nobody knew of has now said so.
    const isToldOnly = facts.agent === null && facts.provenance === 'guessed';
    const now = {
      provenance: isToldOnly ? 'reported' : facts.provenance,
      agent: facts.agent ?? agreed(told.map(({ agent }) => agent)),
      model: models.length === 0 ? facts.model_name : agreed(models.map(({ model }) => model)),
      prompt: prompts.length === 0 ? facts.prompt_id : agreed(prompts.map(({ prompt }) => prompt)),
      tokens: sumOf(told.map(({ tokens }) => tokens)) ?? facts.cost_tokens,
      usd: sumOf(told.map((each) => each.cost_usd)) ?? facts.cost_usd,
    };
    const isOther = now.model !== facts.model_name || now.prompt !== facts.prompt_id;
    const isMore = now.tokens !== facts.cost_tokens || now.usd !== facts.cost_usd;
    if (!isOther && !isMore && now.agent === facts.agent) return;
    this.#connection.run(
      `UPDATE run_facts SET agent = ?, model_name = ?, prompt_id = ?, provenance = ?, cost_tokens = ?, cost_usd = ?
       WHERE id = ?`,
      [now.agent, now.model, now.prompt, now.provenance, now.tokens, now.usd, facts.id],
    );
    if (facts.run_id === null) return;
    // Who was credited before is not whom it was of.
    if (isOther) this.#pulls.forget(facts.id);
    this.#connection.run('UPDATE runs SET model_name = ?, prompt_id = ?, cost_tokens = ? WHERE id = ?', [
      ...[now.model, now.prompt, now.tokens, facts.run_id],
    ]);
    this.#settlement.settle(facts.id);
  }

  #find(key: string): ReportRow | undefined {
    return this.#connection.get<ReportRow>('SELECT * FROM reported_prompts WHERE key = ?', [key]);
  }

  #of(run: string): ReportRow[] {
    return this.#connection.all<ReportRow>('SELECT * FROM reported_prompts WHERE run = ? ORDER BY key', [
      run,
    ]);
  }
}

/** What all that said something agree on; null where they do not, or none said anything. */
function agreed(values: readonly (string | null)[]): string | null {
  const said = new Set(values.filter((each) => each !== null));
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((each) => each !== null);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}
