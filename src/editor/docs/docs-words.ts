import type { PageHead } from '../../engine/docs/docs-api.js';
import type { FoundPlace, KeptState } from '../../learning/docs/found-place.js';
import type { PromptPart } from '../../learning/docs/prompt/prompt-part.js';

/** `react.dev/learn/hooks#why`, as people read addresses. */
export function shownAddress(url: string, anchor: string | null): string {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/$/, '')}${search}${anchor === null ? '' : `#${anchor}`}`;
}

const states: Readonly<Record<KeptState, string>> = {
  fresh: '$(check) kept',
  stale: '$(history) kept, may be out of date',
  no: '$(cloud-download) not read yet',
};

/** Where a place is and whether it can be read without a connection. */
export function placeDetail({ url, anchor, kept }: FoundPlace, isOffline: boolean): string {
  const state = isOffline && kept === 'no' ? '$(cloud-offline) not kept, and no connection' : states[kept];
  return `${state} · ${shownAddress(url, anchor)}`;
}

/** Which page a place is on, where its title does not say so itself. */
export function placeDescription({ title, page, anchor }: FoundPlace): string {
  return page === null || page === title || anchor === null ? '' : `on ${page}`;
}

export function copiedInWords({ text, removals }: PromptPart): string {
  const tokens = Math.ceil(text.length / 3);
  const size = `about ${tokens < 100 ? tokens : Math.round(tokens / 100) * 100} tokens`;
  const taken =
    removals === 0
      ? ''
      : ` ${removals} ${removals === 1 ? 'passage that addresses an assistant was' : 'passages that address an assistant were'} taken out.`;
  return `Copied for a prompt, ${size}.${taken}`;
}

/** How a page came that was asked for anew. */
export function refreshedInWords({ title }: PageHead, problem: string | null): string {
  return problem === null ? `“${title}” is up to date.` : `“${title}” was kept as it is. ${problem}`;
}

/** How a refresh of many ended. */
export function refreshedAllInWords(refreshed: number, problems: readonly string[]): string {
  const done = `${refreshed} ${refreshed === 1 ? 'page is' : 'pages are'} up to date.`;
  const [first] = problems;
  if (first === undefined) return done;
  const kept = `${problems.length} ${problems.length === 1 ? 'was' : 'were'} kept as before.`;
  return `${refreshed === 0 ? '' : `${done} `}${kept} ${first}`;
}
