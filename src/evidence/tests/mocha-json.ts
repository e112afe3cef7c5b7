import * as z from 'zod';
import { testResults, unsureResults } from '../parsed-report.js';
import type { JsonLinesParser, JsonParser } from '../report-parser.js';

const test = z.object({ title: z.string(), fullTitle: z.string(), file: z.string().nullish() });
const stats = z.object({ passes: z.number(), pending: z.number(), failures: z.number() });
const schema = z.object({ stats, passes: z.array(test), pending: z.array(test), failures: z.array(test) });

/** `mocha --reporter json`; a hook that failed is one failed test. */
export const mochaJson: JsonParser = {
  format: 'mocha-json',
  parse(document) {
    const report = schema.safeParse(document);
    if (!report.success) return null;
    const { passes, pending, failures, stats: said } = report.data;
    const failing = failures.map(({ fullTitle, file }) => ({ name: fullTitle, file: file ?? null }));
    const isTrue =
      said.passes === passes.length && said.pending === pending.length && said.failures === failures.length;
    const counts = { passed: passes.length, failed: failures.length, skipped: pending.length };
    return { format: this.format, tests: isTrue ? testResults(counts, failing) : unsureResults(failing) };
  },
};

const start = z.tuple([z.literal('start'), z.object({ total: z.number() })]);
const end = z.tuple([z.literal('end'), stats]);
const failure = z.tuple([z.literal('fail'), test]);

/** `mocha --reporter json-stream`: events, one a line; the last has the counts. */
export const mochaJsonStream: JsonLinesParser = {
  format: 'mocha-json-stream',
  parse(documents) {
    if (!documents.some((event) => start.safeParse(event).success)) return null;
    const failing = documents.flatMap((event) => {
      const failed = failure.safeParse(event);
      return failed.success ? [{ name: failed.data[1].fullTitle, file: failed.data[1].file ?? null }] : [];
    });
    const ended = end.safeParse(documents.findLast((event) => end.safeParse(event).success));
    if (!ended.success || ended.data[1].failures !== failing.length) {
      return { format: this.format, tests: unsureResults(failing) };
    }
    const { passes, failures, pending } = ended.data[1];
    return {
      format: this.format,
      tests: testResults({ passed: passes, failed: failures, skipped: pending }, failing),
    };
  },
};
