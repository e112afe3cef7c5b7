import { readFileSync } from 'node:fs';
import type { AgentEvent } from '../../../src/adapters/agent-event.js';
import { isUnknown, type Unknown } from '../../../src/adapters/unknown.js';

/** A file of `test/fixtures/agents`. */
export function recorded(file: string): string {
  return readFileSync(`test/fixtures/agents/${file}`, 'utf8');
}

/** The events of hook inputs, one a line, a second apart. */
export function eventsOfLines(
  lines: string,
  events: (input: unknown, at: string) => AgentEvent[] | Unknown,
): AgentEvent[] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line, index) =>
      known(events(JSON.parse(line), new Date(Date.UTC(2026, 10, 23, 16, 0, index)).toISOString())),
    );
}

export function known(events: AgentEvent[] | Unknown): AgentEvent[] {
  if (isUnknown(events)) throw new Error(events.message);
  return events;
}
