/** What a judge says of a change. */
export interface Judgement {
  /** The share that should be kept, 0 (none of it) to 1 (all of it), as people judge in reviews. */
  readonly share: number;
  /** Each a sentence; empty where the judge gives none. */
  readonly reasons: readonly string[];
}

const maxReplyChars = 1024 * 1024;
const maxLineChars = 2000;
const maxReasons = 50;

const verdictLine =
  /^[\s>*_#-]*verdict[*_]*[ \t]?:[\s*_]*(partly kept|kept|keep|accepted|accept|rejected|reject)\b(.*)$/i;
const reasonLine = /^[\s>*_#-]*reason[*_]*(?:\s?\d+)?[ \t]?:[\s*_]*(\S.*)$/i;

/** Reads a judge's reply; null where it says no verdict, or two that differ. */
export function parseJudgement(reply: string): Judgement | null {
  const lines = reply.slice(0, maxReplyChars).split(/\r\n|\r|\n/);
  const shares = new Set(lines.flatMap(shareIn));
  const [share] = shares;
  if (share === undefined || Number.isNaN(share) || shares.size > 1) return null;
  const reasons = lines.flatMap((line) => reasonIn(line));
  return { share, reasons: reasons.slice(0, maxReasons) };
}

/** Empty for a line that says no verdict; NaN where a verdict is partial and does not say how much. */
function shareIn(line: string): number[] {
  if (line.length > maxLineChars) return [];
  const [, word, rest = ''] = verdictLine.exec(line) ?? [];
  switch (word?.toLowerCase()) {
    case undefined:
      return [];
    case 'kept':
    case 'keep':
    case 'accept':
    case 'accepted':
      return [1];
    case 'partly kept': {
      const percent = Number(/\d{1,3}(?:\.\d+)?(?=\s*%)/.exec(rest)?.[0] ?? NaN);
      return percent <= 100 ? [percent / 100] : [NaN];
    }
    default:
      return [0];
  }
}

function reasonIn(line: string): string[] {
  const reason = line.length > maxLineChars ? undefined : reasonLine.exec(line)?.[1];
  return reason === undefined ? [] : [reason.trim()];
}
