import { createHash } from 'node:crypto';
import { appendFileSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentEvent } from '../../adapters/agent-event.js';
import { lineOfEvent } from '../../adapters/agent-event-line.js';
import { agentFolder, databaseFile } from '../agent-folder.js';
import { writeOwnFile } from '../own-file.js';

/** Of one agent's session; what comes after is not kept. */
const maxSessionBytes = 8 * 1024 * 1024;

/** Of the text of one prompt. */
const maxPromptCharacters = 20_000;

/** Where agents' hooks leave what they tell, until a window reads it: a file of JSON lines for each session. */
export function spoolFolder(repoRoot: string): string {
  return join(agentFolder(repoRoot), 'agent-events');
}

/**
 * Says whether hooks may leave the texts of prompts: only once they were told so, for a hook cannot look into the database.
 * @param isKept whether the ledger keeps texts
 */
export function keepPromptTexts(repoRoot: string, isKept: boolean): void {
  const mark = textsMark(repoRoot);
  if (isKept === exists(mark)) return;
  if (isKept) writeOwnFile(mark, '');
  else rmSync(mark);
}

/**
 * Leaves events for whoever reads them next, each session's in one write, so that lines of several hooks never mix. Writes
 * nothing and answers with false where there is no ledger: a repository that merely has an `.agent` folder has had no yes.
 */
export function leaveEvents(repoRoot: string, events: readonly AgentEvent[]): boolean {
  if (!exists(databaseFile(repoRoot))) return false;
  const keepsTexts = exists(textsMark(repoRoot));
  const lines = new Map<string, string>();
  for (const event of events) {
    const file = join(ownFolder(repoRoot), fileName(event));
    lines.set(file, `${lines.get(file) ?? ''}${lineOfEvent(withTexts(event, keepsTexts))}\n`);
  }
  for (const [file, text] of lines) append(file, text, maxSessionBytes);
  return true;
}

/** Writes to the end of one of our files, unless it has grown too large. */
export function append(file: string, text: string, maxBytes: number): void {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat !== undefined && (!stat.isFile() || stat.size > maxBytes)) return;
  // After a line that a killed process left torn, the next one begins on its own.
  appendFileSync(file, `\n${text}`, { mode: 0o600 });
}

/**
 * Makes the folder unless it is there.
 * @throws {Error} where there is no ledger, or a link would send texts of this repository elsewhere
 */
export function ownFolder(repoRoot: string): string {
  if (!exists(databaseFile(repoRoot))) throw new Error(`${repoRoot} has no ledger`);
  const folder = spoolFolder(repoRoot);
  mkdirSync(folder, { recursive: true });
  for (const each of [agentFolder(repoRoot), folder]) {
    if (!lstatSync(each).isDirectory()) throw new Error(`${each} is not a folder`);
  }
  return folder;
}

function fileName({ agent, session }: AgentEvent): string {
  const name = agent
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30);
  return `${name}-${createHash('sha256').update(session).digest('hex').slice(0, 16)}.jsonl`;
}

function withTexts(event: AgentEvent, keepsTexts: boolean): AgentEvent {
  if (event.kind !== 'prompt') return event;
  return { ...event, text: keepsTexts ? (event.text?.slice(0, maxPromptCharacters) ?? null) : null };
}

function textsMark(repoRoot: string): string {
  return join(spoolFolder(repoRoot), 'keeps-texts');
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
