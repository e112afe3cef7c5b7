import type { ContextSource } from '../../learning/variants/context-sources.js';
import type { ContextWorkspace, Quote } from './context-workspace.js';
import { neighboursOf } from './import-neighbours.js';
import { testsBeside } from './tests-beside.js';

/** What is gathered for. */
interface GatherTask {
  /** The goal in words. */
  readonly goal: string;
  /** Files that it is about, as far as they are known, the likeliest first. */
  readonly focus: readonly string[];
  readonly library: string | null;
  /** Whether documentation may be looked up. */
  readonly web: boolean;
  /** The most that the source may take. */
  readonly maxTokens: number;
  /** Null where there is no run. */
  readonly runId: string | null;
}

type Gatherer = (workspace: ContextWorkspace, task: GatherTask) => Promise<readonly Quote[]>;

/** How each source of a context set is gathered, the most important first. */
export const gatherers: Readonly<Record<ContextSource, Gatherer>> = {
  'open-files': async (workspace, { focus }) => quoted(workspace, focus),
  diagnostics: async (workspace, { focus }) => {
    const problems = [...(await workspace.problems())].sort(
      (one, other) => Number(focus.includes(other.path)) - Number(focus.includes(one.path)),
    );
    const lines = problems.map(
      ({ path, line, severity, message, source }) =>
        `${path}:${line}: ${severity}: ${message.replace(/\s+/g, ' ')}${source === '' ? '' : ` (${source})`}`,
    );
    return lines.length === 0 ? [] : [{ label: 'problems', path: null, text: lines.join('\n') }];
  },
  'git-diff': async (workspace) => diffOfEachFile(await workspace.gitDiff()),
  'import-neighbours': async (workspace, { focus }) =>
    quoted(workspace, await neighboursOf(workspace, focus)),
  'tests-beside': async (workspace, { focus }) =>
    quoted(workspace, testsBeside(focus, await workspace.list())),
  definitions: async (workspace, { focus }) => (focus.length === 0 ? [] : workspace.definitions(focus)),
  docs: async (workspace, { goal, library, web, maxTokens, runId }) => {
    const text = web ? await workspace.docs({ query: goal, library, maxTokens, runId }) : '';
    return text === '' ? [] : [{ label: 'documentation', path: null, text }];
  },
  'kept-runs': async (workspace, { goal }) =>
    (await workspace.keptRuns(goal)).map(({ task, output }) => ({
      label: `kept: ${task}`,
      path: null,
      text: output,
    })),
};

/** Those of the files that are text, in their order. */
export async function quoted(workspace: ContextWorkspace, paths: readonly string[]): Promise<Quote[]> {
  const texts = await Promise.all(
    paths.map(async (path) => ({ label: path, text: await textAt(workspace, path) })),
  );
  return texts.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, path: label, text }]));
}

function diffOfEachFile(diff: string): Quote[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((text) => text.startsWith('diff --git '))
    .map((text) => {
      const path = /^diff --git a\/.* b\/(.*)$/m.exec(text)?.[1] ?? null;
      return { label: `changes of ${path ?? 'a file'}`, path, text };
    });
}

/** Undefined for what is not there, or not text. */
export async function textAt(workspace: ContextWorkspace, path: string): Promise<string | undefined> {
  const bytes = await workspace.read(path);
  if (bytes === null || bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
