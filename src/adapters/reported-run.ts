import type { AgentEvent, ReportSource } from './agent-event.js';

/** One prompt given to an agent and what came of it, as far as the agent tells. */
export interface ReportedRun {
  /** The same whenever this run is told again, by hooks or by the transcript. */
  readonly key: string;
  readonly agent: string;
  readonly session: string;
  /** How its first event is known. */
  readonly source: ReportSource;
  /** The model that wrote most, by its tokens; null when not said. */
  readonly model: string | null;
  /** Null when the agent does not say, or where no texts are kept. */
  readonly prompt: string | null;
  /** Null when the agent does not say. */
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  /** US dollars; null when the agent leaves any of it unsaid. */
  readonly costUsd: number | null;
  /** Absolute paths of edited files, each once, in the order of their first edits; empty for a mere question. */
  readonly paths: readonly string[];
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  /** Null while it is under way. */
  readonly endedAt: string | null;
  /** How many times a person kept or rejected edits in the agent's own user interface. */
  readonly kept: number;
  readonly rejected: number;
}

/**
 * The runs that agents' events make: a prompt with all that follows it in its session until the next prompt. Sessions may
 * interleave, and events may come late or twice: order is by their times. Edits before any prompt are a run without one.
 * @returns oldest first
 */
export function reportedRuns(events: readonly AgentEvent[]): ReportedRun[] {
  const ordered = [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const sessions = new Map<string, AgentEvent[][]>();
  for (const event of ordered) {
    const name = `${event.agent}/${event.session}`;
    const turns = sessions.get(name) ?? [[]];
    sessions.set(name, turns);
    if (event.kind === 'prompt' && !isToldAgain(event, turns.at(-1))) turns.push([]);
    turns.at(-1)?.push(event);
  }
  return [...sessions]
    .flatMap(([name, turns]) => {
      const starts = turns.map((turn) => turn.findLast((event) => event.kind === 'session-started'));
      return turns.flatMap((turn, index) => {
        // What stands after a prompt is the start of what comes next.
        const start = starts.slice(0, index).findLast((each) => each !== undefined) ?? starts[index];
        return runOf(name, turn, start?.model ?? null, index < turns.length - 1);
      });
    })
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** Whether hooks and transcript both tell of the prompt that the turn began with. */
function isToldAgain(
  prompt: AgentEvent & { kind: 'prompt' },
  turn: readonly AgentEvent[] | undefined,
): boolean {
  const first = turn?.find((event) => event.kind === 'prompt');
  return prompt.id !== undefined && first?.id === prompt.id;
}

function runOf(
  name: string,
  turn: readonly AgentEvent[],
  sessionModel: string | null,
  isOver: boolean,
): ReportedRun[] {
  const prompts = turn.filter((event) => event.kind === 'prompt');
  const edits = turn.filter((event) => event.kind === 'edit');
  const first = prompts[0] ?? edits[0];
  if (first === undefined) return [];
  const judged = turn.filter((event) => event.kind === 'judged');
  const usages = onceForEachAnswer(turn.filter((event) => event.kind === 'usage'));
  const total = (tokens: (usage: Usage) => number): number | null =>
    usages.length === 0 ? null : usages.reduce((sum, usage) => sum + tokens(usage), 0);
  return [
    {
      key: `${name}/${prompts[0]?.id ?? first.at}`,
      agent: first.agent,
      session: first.session,
      source: first.source,
      model: mainModel(usages) ?? sessionModel,
      prompt: prompts.find(({ text }) => text !== null)?.text ?? null,
      tokensIn: total(({ tokensIn }) => tokensIn),
      tokensOut: total(({ tokensOut }) => tokensOut),
      costUsd: usages.every(({ costUsd }) => costUsd !== null) ? total(({ costUsd }) => costUsd ?? 0) : null,
      paths: [...new Set(edits.flatMap(({ paths }) => paths))],
      startedAt: first.at,
      endedAt: endOf(turn) ?? (isOver ? (turn.at(-1)?.at ?? first.at) : null),
      kept: judged.filter(({ verdict }) => verdict === 'kept').length,
      rejected: judged.filter(({ verdict }) => verdict === 'rejected').length,
    },
  ];
}

type Usage = AgentEvent & { kind: 'usage' };

function onceForEachAnswer(usages: readonly Usage[]): Usage[] {
  return [...new Map(usages.map((usage, index) => [usage.id ?? index, usage])).values()];
}

function mainModel(usages: readonly Usage[]): string | null {
  const tokens = new Map<string, number>();
  for (const { model, tokensOut } of usages) {
    if (model !== null) tokens.set(model, (tokens.get(model) ?? 0) + tokensOut);
  }
  const most = Math.max(...tokens.values());
  return [...tokens].find(([, each]) => each === most)?.[0] ?? null;
}

/** When the agent was done, unless it went on editing. */
function endOf(turn: readonly AgentEvent[]): string | undefined {
  const lastEdit = turn.findLastIndex((event) => event.kind === 'edit');
  return turn.slice(lastEdit + 1).find((event) => event.kind === 'stopped' || event.kind === 'session-ended')
    ?.at;
}
