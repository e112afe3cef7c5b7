import { existsSync } from 'node:fs';
import type { AgentEvent } from '../../adapters/agent-event.js';
import { reportedRuns, type ReportedRun } from '../../adapters/reported-run.js';
import { keepPromptTexts, ownFolder, spoolFolder } from '../../learning/agents/agent-spool.js';
import { reportOf } from '../../learning/agents/report-of.js';
import { SpoolReader } from '../../learning/agents/spool-reader.js';
import type { Ledger } from '../../learning/ledger.js';
import { CopilotTelemetry, type TelemetryFile } from './copilot-telemetry.js';

/** A run as its agent told of it, with what the ledger has of it. */
export interface ToldRun {
  readonly told: ReportedRun;
  /** Uuid; null while the ledger has none of it. */
  readonly runId: string | null;
  /** Whether more was told than the ledger has. */
  readonly isNews: boolean;
}

export interface AgentReports {
  /** Oldest first; without those that the ledger has as they were told, and what a person had forgotten. */
  readonly runs: readonly ToldRun[];
  /** What could not be read, in words for a person. */
  readonly problems: readonly string[];
}

/** An agent that says nothing for so long was interrupted or closed: not all of them tell of that. */
const silentMs = 30 * 60_000;
/** So long after its first answer the edits of a request to Copilot are waited for. */
const joinMs = 60 * 60_000;

/** What agents left in a ledger's spool, each reading with all of it, so that nothing depends on when it is read. */
export class AgentReportsReader {
  readonly #reader: SpoolReader;
  readonly #root: string;
  #events: AgentEvent[] = [];
  #telemetry: CopilotTelemetry | undefined;

  constructor(root: string) {
    this.#root = root;
    this.#reader = new SpoolReader(root);
  }

  /** @param telemetry Copilot's, where a person wants it to be read */
  read(ledger: Ledger, now: Date, telemetry?: TelemetryFile): AgentReports {
    // The answer may be another than when the first hook came.
    if (existsSync(spoolFolder(this.#root))) keepPromptTexts(this.#root, ledger.texts === 'texts');
    this.#reader.removeOld(now);
    const { events, problems } = this.#reader.read();
    const news = [...events, ...this.#telemetryNews(telemetry)];
    if (news.length > 0) this.#events = [...this.#events, ...news];
    const runs = reportedRuns(this.#events).map((run) => this.#endedBySilence(run, now));
    return { runs: runs.flatMap((told) => toldRun(told, ledger, now)), problems };
  }

  /** Lets hooks leave what they may, once a person said that they want them. */
  allow(ledger: Ledger): void {
    ownFolder(this.#root);
    keepPromptTexts(this.#root, ledger.texts === 'texts');
  }

  #telemetryNews(source: TelemetryFile | undefined): AgentEvent[] {
    if (source === undefined) return [];
    if (this.#telemetry?.isOf(source) !== true) this.#telemetry = new CopilotTelemetry(source);
    return this.#telemetry.read();
  }

  #endedBySilence(run: ReportedRun, now: Date): ReportedRun {
    if (run.endedAt !== null) return run;
    const last = this.#events
      .filter(({ agent, session }) => agent === run.agent && session === run.session)
      .reduce((latest, { at }) => (at > latest ? at : latest), run.startedAt);
    return now.getTime() - Date.parse(last) > silentMs ? { ...run, endedAt: last } : run;
  }
}

function toldRun(told: ReportedRun, ledger: Ledger, now: Date): ToldRun[] {
  const runId = ledger.reports.runOf(told.key);
  // What a person had forgotten stays so; a question that changed no file was no attempt at a task.
  if (runId === null) return [];
  const isNews = ledger.reports.isNews(reportOf(told, null));
  if (runId === undefined) return isWorthARun(told, now) ? [{ told, runId: null, isNews }] : [];
  const isOver = told.endedAt !== null && ledger.findRun(runId)?.status !== 'open';
  return isOver && !isNews ? [] : [{ told, runId, isNews }];
}

/** Telemetry names no edited files, but the editor sees them. */
function isWorthARun({ source, paths, startedAt, endedAt }: ReportedRun, now: Date): boolean {
  if (source === 'telemetry') return now.getTime() - Date.parse(startedAt) < joinMs;
  return endedAt === null || paths.length > 0;
}
