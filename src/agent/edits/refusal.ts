import type { Refusal, RefusalCode } from './edit.js';
import { printable } from './safe-path.js';

/** A reason against an edit, before it is known which one. */
export type Refused = Pick<Refusal, 'code' | 'message' | 'seen'>;

export function refused(code: RefusalCode, message: string, seen: string | null = null): Refused {
  return { code, message, seen };
}

/** @param path as the reply has it; null where it names none */
export function refusalOf(path: string | null, line: number, reason: Refused): Refusal {
  return { ...reason, path: path === null ? null : printable(path), line };
}
