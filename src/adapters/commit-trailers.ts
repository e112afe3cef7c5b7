import { join } from 'node:path';
import type { AgentEvent } from './agent-event.js';
import { claudeCode } from './claude-code/hook-input.js';
import { codex } from './codex/hook-input.js';
import { copilot } from './copilot/telemetry.js';
import { cursor } from './cursor/hook-input.js';

const aider = 'Aider';

/** The form of `git log -z --name-only --format=…` that `eventsOfCommits` reads. */
export const commitFormat = '%x1e%H%x1f%an%x1f%cn%x1f%aI%x1f%s%x1f%(trailers:only,unfold)%x1f';

/** Who is named as the author beside the person, by the address that their makers let them use. */
const byAddress: readonly (readonly [pattern: RegExp, agent: string])[] = [
  [/<(noreply|aider)@aider\.(chat|dev)>$/, aider],
  [/<noreply@anthropic\.com>$/, claudeCode],
  [/<noreply@openai\.com>$/, codex],
  [/<(\d+\+Copilot@users\.noreply|copilot@)\.?github\.com>$/i, copilot],
  [/<cursoragent@cursor\.com>$/, cursor],
];

/**
 * What a repository's history tells of agents: a commit that names one as its author is a prompt with its edits. Aider is
 * named after the author, `Sam (aider)`, or as a co-author with its model; others are co-authors.
 * @param log as git prints it in `commitFormat`
 * @param root of the checkout, which the paths are relative to
 */
export function eventsOfCommits(log: string, root: string): AgentEvent[] {
  return log
    .split('\x1e')
    .slice(1)
    .flatMap((commit) => {
      const [hash = '', author = '', committer = '', date = '', subject = '', trailers = '', files = ''] =
        commit.split('\x1f');
      const named = agentOf(trailers, author, committer);
      const paths = files
        .split('\0')
        .map((path) => path.replace(/^\n/, ''))
        .filter((path) => path !== '');
      if (named === undefined || paths.length === 0 || Number.isNaN(Date.parse(date))) return [];
      const reported = {
        agent: named.agent,
        session: hash,
        at: new Date(date).toISOString(),
        source: 'trailer',
      } as const;
      return [
        { ...reported, kind: 'session-started' as const, model: named.model },
        { ...reported, kind: 'prompt' as const, text: subject, id: hash },
        { ...reported, kind: 'edit' as const, paths: paths.map((path) => join(root, path)) },
        { ...reported, kind: 'stopped' as const },
      ];
    });
}

function agentOf(
  trailers: string,
  author: string,
  committer: string,
): { readonly agent: string; readonly model: string | null } | undefined {
  for (const line of trailers.split('\n')) {
    const who = /^co-authored-by:\s*(.*)$/i.exec(line)?.[1]?.trim() ?? '';
    const agent = byAddress.find(([pattern]) => pattern.test(who))?.[1];
    if (agent !== undefined) return { agent, model: modelOf(who) };
  }
  return [author, committer].some((name) => name.endsWith(' (aider)'))
    ? { agent: aider, model: null }
    : undefined;
}

/** `aider (gpt-5)` names the model as it is called, `Claude Opus 4.6 (1M context)` as people call it. */
function modelOf(who: string): string | null {
  const claude = /^Claude (Opus|Sonnet|Haiku) (\d+)(?:\.(\d+))?\b/.exec(who);
  if (claude !== null) {
    const [, family = '', major = '', minor] = claude;
    return ['claude', family.toLowerCase(), major, ...(minor === undefined ? [] : [minor])].join('-');
  }
  return /^aider \((.+)\) </.exec(who)?.[1] ?? null;
}
