import { join } from 'node:path';
import { agentFolder } from '../agent-folder.js';
import { ExperienceDB } from '../experience-db.js';
import type { Role } from '../runs/run.js';
import { datasetCard } from './dataset-card.js';
import { ExampleStream, roles } from './example-stream.js';
import { exportFileNames, ExportFiles, lineFileName } from './export-files.js';
import { ExportFolder } from './export-folder.js';
import { settled, type ExportOptions, type Settled } from './export-options.js';
import type { ExportPreview, ExportReport, ExportSummary } from './export-report.js';
import { ExportTally } from './export-tally.js';
import type { FormatName } from './formats.js';
import { machineIdentity } from './machine-identity.js';
import { originOf } from './model-origin.js';
import { Scrubber } from './scrub.js';

const samplesPerRole = 2;

/**
 * Writes what worked as training data: `.agent/sft/coder_sft.jsonl`, `fixer_sft.jsonl` and `judge_sft.jsonl`, other formats
 * under their name, and a card that describes them.
 */
export class SftExporter {
  readonly #repoRoot: string;
  readonly #clock: () => Date;

  /** @param repoRoot the folder that holds `.agent` */
  constructor(repoRoot: string, clock: () => Date = () => new Date()) {
    this.#repoRoot = repoRoot;
    this.#clock = clock;
  }

  /** Where exports go. */
  get folder(): string {
    return join(agentFolder(this.#repoRoot), 'sft');
  }

  /**
   * Writes the files of a format anew. Those of an earlier export stay until all new ones are whole; a file without examples
   * is empty.
   * @throws {UserError} when there is no database or nothing can be written
   */
  export(options: ExportOptions = {}): ExportReport {
    const chosen = settled(options);
    return this.#select(options, (stream, scrubber) => {
      const folder = new ExportFolder(this.folder, this.#clock());
      try {
        return this.#write(folder, chosen, stream, scrubber);
      } catch (error) {
        folder.discard();
        throw error;
      }
    });
  }

  /** What an export with these options would consist of; writes nothing. */
  preview(options: ExportOptions = {}): ExportPreview {
    return this.#select(options, (stream, scrubber) => {
      const tally = new ExportTally();
      const samples: { role: Role; line: string }[] = [];
      for (const { role, line, ...selected } of stream.examples()) {
        tally.add({ role, ...selected });
        if (tally.examplesOf(role) <= samplesPerRole) samples.push({ role, line });
      }
      const byRole = { coder: 0, fixer: 0, judge: 0 };
      for (const role of roles) byRole[role] = tally.examplesOf(role);
      return { ...summary(settled(options).format, stream, scrubber, tally), byRole, samples };
    });
  }

  #write(folder: ExportFolder, options: Settled, stream: ExampleStream, scrubber: Scrubber): ExportReport {
    const { format } = options;
    const tally = new ExportTally();
    const files = new ExportFiles(folder, options);
    for (const selected of stream.examples()) {
      tally.add(selected);
      files.write(selected);
    }
    const heldBack = files.finish();
    const exported = roles.map((role) => ({
      role,
      path: join(this.folder, lineFileName(role, format, false)),
      examples: tally.examplesOf(role),
      heldBack: heldBack.get(role) ?? 0,
      tokens: tally.tokensOf(role),
    }));
    const report = { ...summary(format, stream, scrubber, tally), files: exported };
    const card = `${format}_card.md`;
    folder.open(card).write(datasetCard(report, options, this.#clock()).trimEnd());
    folder.publish(exportFileNames(format));
    return { ...report, card: join(this.folder, card) };
  }

  #select<T>(options: ExportOptions, use: (stream: ExampleStream, scrubber: Scrubber) => T): T {
    const db = new ExperienceDB(this.#repoRoot, { readOnly: true, create: false });
    try {
      const scrubber = new Scrubber(machineIdentity(this.#repoRoot));
      const stream = new ExampleStream({
        connection: db.connection,
        options: settled(options),
        scrubber,
        origin: originOf(join(agentFolder(this.#repoRoot), 'model_variants.json')),
        onProgress: options.onProgress ?? (() => undefined),
      });
      return use(stream, scrubber);
    } finally {
      db.close();
    }
  }
}

function summary(
  format: FormatName,
  stream: ExampleStream,
  scrubber: Scrubber,
  tally: ExportTally,
): ExportSummary {
  const { examples, models } = tally;
  return { format, examples, models, leftOut: stream.leftOut, replaced: scrubber.replaced() };
}
