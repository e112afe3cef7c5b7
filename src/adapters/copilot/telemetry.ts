import { join } from 'node:path';
import type { AgentEvent } from '../agent-event.js';
import { amountIn, fieldsIn, listOf, parseFields, textIn, type Fields } from '../fields.js';

export const copilot = 'Copilot';

/** The repository that telemetry is read for; the file has that of every window. */
export interface CopilotPlace {
  /** The root of its checkout. */
  readonly root: string;
  /** Whether the checkout is at this commit, where a record says at which it was made. */
  readonly isAtCommit: (commit: string) => boolean;
}

export interface TelemetryReading {
  readonly events: AgentEvent[];
  /** Lines that are no record of telemetry, the last one that is being written included. */
  readonly unreadable: number;
}

/**
 * What the file exporter of Copilot Chat's OpenTelemetry writes (`github.copilot.chat.otel.outfile`), line by line. Its events
 * are documented in microsoft/vscode's agent_monitoring.md; the form of the lines is that of the library in Copilot, which
 * was seen in versions 0.44 to 0.51. A request is a trace, in which models answer; texts are in none.
 */
export function eventsOfTelemetry(text: string, place: CopilotPlace): TelemetryReading {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map(parseFields).filter((record) => record !== undefined);
  return {
    events: records.flatMap((record) => eventsOfRecord(record, place)),
    unreadable: lines.length - records.length,
  };
}

function eventsOfRecord(record: Fields, place: CopilotPlace): AgentEvent[] {
  const at = timeOf(record['hrTime'] ?? record['_hrTime']);
  const attributes = fieldsIn(record, 'attributes');
  if (at === undefined) return [];
  const reported = { agent: copilot, session: windowOf(record), at, source: 'telemetry' } as const;
  const model =
    textIn(attributes, 'gen_ai.response.model') ?? textIn(attributes, 'gen_ai.request.model') ?? null;
  const commit =
    textIn(attributes, 'github.copilot.git.commit_sha') ??
    textIn(attributes, 'copilot_chat.repo.head_commit_hash');
  const isElsewhere = commit !== undefined && !place.isAtCommit(commit);
  const relative = textIn(attributes, 'copilot_chat.file.relative_path');
  const path = relative === undefined ? null : join(place.root, relative);
  switch (attributes['event.name']) {
    case 'copilot_chat.session.start':
      return [{ ...reported, kind: 'session-started', model }];
    case 'gen_ai.client.inference.operation.details': {
      const tokensIn = amountIn(attributes, 'gen_ai.usage.input_tokens');
      const tokensOut = amountIn(attributes, 'gen_ai.usage.output_tokens');
      if (tokensIn === undefined || tokensOut === undefined) return [];
      const trace = textIn(fieldsIn(record, 'spanContext'), 'traceId');
      const answer = textIn(attributes, 'gen_ai.response.id');
      return [
        ...(trace === undefined ? [] : [{ ...reported, kind: 'prompt' as const, text: null, id: trace }]),
        {
          ...reported,
          kind: 'usage',
          ...(answer === undefined ? {} : { id: answer }),
          model,
          tokensIn,
          tokensOut,
          costUsd: null,
        },
      ];
    }
    case 'copilot_chat.edit.feedback':
    case 'copilot_chat.edit.hunk.action': {
      const { outcome } = attributes;
      if (isElsewhere || (outcome !== 'accepted' && outcome !== 'rejected')) return [];
      return [{ ...reported, kind: 'judged', path, verdict: outcome === 'accepted' ? 'kept' : 'rejected' }];
    }
    case 'copilot_chat.edit.survival': {
      const share = amountIn(attributes, 'survival_rate_no_revert');
      const afterMs = amountIn(attributes, 'time_delay_ms');
      // After a change of branch nothing is where it was.
      const isComparable = attributes['did_branch_change'] !== true && !isElsewhere;
      if (!isComparable || share === undefined || share > 1 || afterMs === undefined) return [];
      return [{ ...reported, kind: 'survived', path, share, afterMs }];
    }
    default:
      return [];
  }
}

/** The window's own name for itself, in the resource: pairs of names and values, or an object of them. */
function windowOf(record: Fields): string {
  const resource = fieldsIn(record, 'resource');
  const pairs = resource['_rawAttributes'] ?? Object.entries(fieldsIn(resource, 'attributes'));
  const found = listOf(pairs).find((pair) => listOf(pair)[0] === 'session.id');
  const value = listOf(found)[1];
  return typeof value === 'string' && value !== '' ? value : 'window';
}

/** Seconds and nanoseconds since 1970. */
function timeOf(value: unknown): string | undefined {
  const [seconds, nanoseconds] = listOf(value);
  if (typeof seconds !== 'number' || typeof nanoseconds !== 'number') return undefined;
  const date = new Date(seconds * 1000 + nanoseconds / 1e6);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
