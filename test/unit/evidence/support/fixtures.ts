import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const count = z.number().nullable();
const kinds = z.object({ lint: z.number(), type: z.number(), schema: z.number(), boundary: z.number() });
/** What is true of a file; what is left out, the file does not say. */
const expectationSchema = z.object({
  passed: count.default(null),
  failed: count.default(null),
  skipped: count.default(null),
  total: count.default(null),
  /** The last part of each name. */
  failing: z.array(z.string()).nullable().default(null),
  findings: kinds.nullable().default(null),
  warnings: kinds.nullable().default(null),
  coveragePct: count.default(null),
});
const truthSchema = z.object({
  why: z.string(),
  /** Of every file of the folder that is not named in `files`. */
  every: expectationSchema.optional(),
  files: z.record(z.string(), expectationSchema),
});

type Expectation = z.infer<typeof expectationSchema>;

export interface Fixture {
  /** Folder and file. */
  readonly name: string;
  readonly text: string;
  readonly truth: Expectation;
  /** How many tests really passed, also where the file does not say so. */
  readonly mostPassed: number;
}

const reports = join('test', 'fixtures', 'reports');

/** Every recorded and documented report with what is true of it. */
export function fixtures(): Fixture[] {
  return ['recorded', 'documented'].flatMap((kind) =>
    readdirSync(join(reports, kind)).flatMap((folder) => fixturesIn(join(kind, folder))),
  );
}

function fixturesIn(folder: string): Fixture[] {
  const path = join(reports, folder);
  const truthPath = join(path, 'truth.json');
  if (!existsSync(truthPath)) throw new Error(`${truthPath} is missing.`);
  const { every, files } = truthSchema.parse(JSON.parse(readFileSync(truthPath, 'utf8')));
  const names = readdirSync(path).filter((file) => file !== 'truth.json');
  const unknown = Object.keys(files).filter((file) => !names.includes(file));
  if (unknown.length > 0)
    throw new Error(`${truthPath} tells of files that are not there: ${unknown.join(', ')}.`);
  return names.map((file) => {
    const truth = files[file] ?? every;
    if (truth === undefined) throw new Error(`${truthPath} says nothing of ${file}.`);
    const mostPassed = Math.max(truth.passed ?? 0, every?.passed ?? 0);
    return { name: `${folder}/${file}`, text: readFileSync(join(path, file), 'utf8'), truth, mostPassed };
  });
}
