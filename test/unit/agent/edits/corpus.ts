import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = fileURLToPath(new URL('../../../fixtures/replies', import.meta.url));

/** A text, or bytes in base64. */
const content = z.union([z.string(), z.instanceof(Uint8Array)]);

const replyCase = z.strictObject({
  name: z.string(),
  /** What the reply is about; a family's `files` where a case has none of its own. */
  files: z.record(z.string(), content).optional(),
  allowedPaths: z.array(z.string()).default([]),
  links: z.array(z.string()).default([]),
  reply: z.string(),
  /** Repeats the reply's text, for sizes that nobody writes down. */
  times: z.number().default(1),
  /** What stands around the repeated text. */
  before: z.string().default(''),
  after: z.string().default(''),
  /** Each file that differs afterwards; null where it is gone. */
  result: z.record(z.string(), content.nullable()).default({}),
  /** Code and path of each refusal, in order. */
  refused: z.array(z.string()).default([]),
  /** What one of the refusals must say. */
  says: z.string().optional(),
  /** Changed paths that need an explicit yes. */
  protected: z.array(z.string()).default([]),
});

const family = z.strictObject({
  files: z.record(z.string(), content).default({}),
  cases: z.array(replyCase),
});

export interface ReplyCase extends Omit<
  z.infer<typeof replyCase>,
  'files' | 'result' | 'times' | 'before' | 'after'
> {
  readonly family: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly result: ReadonlyMap<string, Uint8Array | null>;
}

/** Every case of test/fixtures/replies: one file a family. */
export function readCorpus(): ReplyCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const { files, cases } = family.parse(parse(readFileSync(join(folder, name), 'utf8'), { merge: true }));
      return cases.map((each) => ({
        ...each,
        reply: each.before + each.reply.repeat(each.times) + each.after,
        family: name.replace('.yaml', ''),
        files: bytesIn(each.files ?? files),
        result: new Map(
          Object.entries(each.result).map(([path, text]) => [path, text === null ? null : bytesOf(text)]),
        ),
      }));
    });
}

function bytesIn(files: Readonly<Record<string, string | Uint8Array>>): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, text]) => [path, bytesOf(text)]));
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return Buffer.from(text);
}
