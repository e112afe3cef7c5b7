import type { AgentEvent, ReportSource } from './agent-event.js';
import { amountIn, listOf, parseFields, textIn, timeIn, type Fields } from './fields.js';

/** Of the form of a line; a reader leaves lines of any other alone. */
const version = 1;

const sources: readonly ReportSource[] = ['hook', 'transcript', 'telemetry', 'trailer'];

/** An event as one line of JSON, without a line break. */
export function lineOfEvent(event: AgentEvent): string {
  return JSON.stringify({ v: version, ...event });
}

/** The event of such a line; undefined when it is none, or of another version: anybody may have written it. */
export function eventOfLine(line: string): AgentEvent | undefined {
  const fields = parseFields(line);
  if (fields?.['v'] !== version) return undefined;
  const agent = textIn(fields, 'agent');
  const session = textIn(fields, 'session');
  const at = timeIn(fields, 'at');
  const source = sources.find((each) => each === fields['source']);
  if (agent === undefined || session === undefined || at === undefined || source === undefined)
    return undefined;
  return eventOf({ agent, session, at, source }, fields);
}

function eventOf(
  reported: Pick<AgentEvent, 'agent' | 'session' | 'at' | 'source'>,
  fields: Fields,
): AgentEvent | undefined {
  const id = textIn(fields, 'id');
  const named = id === undefined ? {} : { id };
  const path = textIn(fields, 'path') ?? null;
  switch (fields['kind']) {
    case 'session-started':
      return { ...reported, kind: 'session-started', model: textIn(fields, 'model') ?? null };
    case 'prompt':
      return { ...reported, kind: 'prompt', text: textIn(fields, 'text') ?? null, ...named };
    case 'edit': {
      const paths = listOf(fields['paths']).filter(isText);
      return paths.length === 0 ? undefined : { ...reported, kind: 'edit', paths };
    }
    case 'usage': {
      const tokensIn = amountIn(fields, 'tokensIn');
      const tokensOut = amountIn(fields, 'tokensOut');
      if (tokensIn === undefined || tokensOut === undefined) return undefined;
      const costUsd = amountIn(fields, 'costUsd') ?? null;
      const model = textIn(fields, 'model') ?? null;
      return { ...reported, kind: 'usage', model, tokensIn, tokensOut, costUsd, ...named };
    }
    case 'judged': {
      const { verdict } = fields;
      return verdict === 'kept' || verdict === 'rejected'
        ? { ...reported, kind: 'judged', path, verdict }
        : undefined;
    }
    case 'survived': {
      const share = amountIn(fields, 'share');
      const afterMs = amountIn(fields, 'afterMs');
      return share === undefined || share > 1 || afterMs === undefined
        ? undefined
        : { ...reported, kind: 'survived', path, share, afterMs };
    }
    case 'stopped':
      return { ...reported, kind: 'stopped' };
    case 'session-ended':
      return { ...reported, kind: 'session-ended' };
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
