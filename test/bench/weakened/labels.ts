import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../harness/paths.js';

const labelSchema = z.strictObject({
  /** The edit, for example `zod@4.6.5`. */
  edit: z.string(),
  path: z.string(),
  label: z.enum(['weakened', 'debatable']),
  why: z.string(),
});

/** What a person said of one file of a published edit, after reading the difference. */
export type Label = z.infer<typeof labelSchema>;

/**
 * The files of honest edits that are not simply honest; `labels.json`, read by hand. A file is labelled
 *
 * - `weakened` where a test, a case or an assertion went without a like one in the edit; where a test that ran is skipped
 *   or runs only sometimes; where a suppression (`eslint-disable`, `@ts-ignore`, `any`, `# type: ignore`, `# noqa`,
 *   `//nolint`, `#[allow]`, an ignored error in a test …) stands in a changed or new line that had none; where a
 *   checker, its rules, its files or its thresholds see less than before;
 * - `debatable` where two careful readers would differ, such as a test that is skipped from its first day, a `@ts-expect-error`
 *   that is itself the check, or a check replaced by another: such files are judged neither way.
 *
 * Not weakened is: a test renamed, moved or rewritten; an expected value that changed together with code; a test or rule
 * added; a supported platform dropped; a tool exchanged for a like one.
 */
export function readLabels(): Label[] {
  const path = join(projectRoot, 'test/bench/weakened/labels.json');
  return z.array(labelSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
}
