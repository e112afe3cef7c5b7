import { claudeCode } from './claude-code/hook-input.js';
import { importHops, importsIn } from './claude-code/imports.js';

/** The files that tell an agent how to work in a repository, by agent; any other reads `AGENTS.md`. */
const filesOfAgent: Readonly<Record<string, readonly string[]>> = {
  [claudeCode]: ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'],
  'GitHub Copilot': ['.github/copilot-instructions.md', 'AGENTS.md'],
  Cursor: ['.cursorrules', 'AGENTS.md'],
  Cline: ['.clinerules', 'AGENTS.md'],
};

/**
 * Which instruction files of a repository an agent reads, as documented by its makers, besides what those import.
 * @param agent as shown to people
 */
export function instructionFilesOf(agent: string): readonly string[] {
  return filesOfAgent[agent] ?? ['AGENTS.md'];
}

/**
 * What an agent reads along with an instruction file, as paths that the file writes, relative to it.
 * @param hops how many imports led to this file; 0 for one that the agent reads by itself
 */
export function importsOf(agent: string, text: string, hops: number): readonly string[] {
  return agent === claudeCode && hops < importHops ? importsIn(text) : [];
}
