import type { ParsedReport } from './parsed-report.js';
import { plainText } from './terminal-text.js';

const excerptCharacters = 16 * 1024;
/** What a runner says of a failing test stands below its name. */
const linesBelow = 12;
const lineCharacters = 400;

/** The lines of texts that tell of failing tests and of findings, 16 KB at most; empty when there are none. */
export function excerptOf(
  read: readonly { readonly text: string; readonly reports: readonly ParsedReport[] }[],
): string {
  return read
    .map(({ text, reports }) => tellingLines(text, reports))
    .filter((lines) => lines !== '')
    .join('\n')
    .slice(0, excerptCharacters);
}

function tellingLines(text: string, reports: readonly ParsedReport[]): string {
  const tests = reports.flatMap(({ tests }) => tests?.failing ?? []).map(({ name }) => lastPart(name));
  const messages = reports.flatMap(({ findings }) => findings ?? []).map(({ message }) => firstLine(message));
  const [isTest, isMessage] = [finder(tests), finder(messages)];
  const kept: string[] = [];
  let [below, length] = [0, 0];
  for (const line of plainText(text).split('\n')) {
    below = isTest(line) ? linesBelow : below - 1;
    if (below < 0 && !isMessage(line)) continue;
    kept.push(line.slice(0, lineCharacters));
    length += line.length + 1;
    if (length > excerptCharacters) break;
  }
  return kept.join('\n').trim();
}

/** Whether a line holds one of some words; so many that looking for each would take long are cut off. */
function finder(words: readonly string[]): (line: string) => boolean {
  const wanted = [...new Set(words)].filter((word) => word.trim().length > 2).slice(0, 50);
  return (line) => wanted.some((word) => line.includes(word));
}

/** Runners print a test below its groups, so the last part of its full name is what stands in a line. */
function lastPart(name: string): string {
  return name.split(/ > | › |::/).at(-1) ?? name;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 80);
}
