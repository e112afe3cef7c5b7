import type { RejectedHunk } from './review.js';

/** What was rejected, and why, as Markdown that an agent understands; file by file. */
export function feedbackText(rejected: readonly RejectedHunk[]): string {
  const paths = [...new Set(rejected.map(({ path }) => path))].sort();
  const sections = paths.map((path) => {
    const edits = rejected.filter((each) => each.path === path).map(editText);
    return [`## ${path}`, ...edits].join('\n\n');
  });
  return [introduction, ...sections].join('\n\n') + '\n';
}

const introduction =
  'I rejected these edits of yours, and they are no longer in the files. Do not make them again; where a reason is given, ' +
  'do what it asks for.';

function editText({ diff, reason }: RejectedHunk): string {
  const fence = fenceFor(diff);
  const block = `${fence}diff\n${diff.trimEnd()}\n${fence}`;
  return reason === null ? block : `Reason: ${reason.trim()}\n\n${block}`;
}

/** Longer than any row of backticks inside, which would end the block. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([row]) => row.length));
  return '`'.repeat(longest + 1);
}

/** The text without what a terminal would obey rather than show: a diff may contain anything. */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
