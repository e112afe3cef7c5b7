import type { TrainingFolder, TrainingRequest } from '../../agent/ollama/prepare-training.js';
import type { ExportPreview, ExportReport } from '../../learning/dataset/export-report.js';
import type { FormatName } from '../../learning/dataset/formats.js';

export interface ExportRequest {
  /** The folder that holds `.agent`. */
  readonly root: string;
  readonly format: FormatName;
  /** Leave out whatever is not known to come from a local model or a person. */
  readonly localOnly: boolean;
}

export interface TuneRequest {
  /** The folder that holds `.agent`. */
  readonly root: string;
  /** Address of Ollama, e.g. `http://127.0.0.1:11434`. */
  readonly host: string;
  /** The new model's name in Ollama. */
  readonly name: string;
  /** The model that the adapter was trained on, as Ollama names it. */
  readonly base: string;
  /** The adapter, a GGUF file. */
  readonly adapterFile: string;
}

/** How a job is followed and stopped. */
export interface JobWatch {
  /** Once it is aborted, the job throws at its next step. */
  readonly signal: AbortSignal;
  /** Told what is being done, in words, with its share from 0 to 1 where that is known. */
  readonly onProgress: (step: string, share: number | undefined) => void;
}

/** What takes so long, or needs such libraries, that it has a thread to itself. */
export interface TrainingJobs {
  /** What an export would consist of; writes nothing. */
  readonly previewExport: (request: ExportRequest, watch: JobWatch) => Promise<ExportPreview>;
  readonly exportTraining: (request: ExportRequest, watch: JobWatch) => Promise<ExportReport>;
  /** Puts the training script and a Modelfile into `.agent/lora`. */
  readonly prepareTraining: (request: TrainingRequest, watch: JobWatch) => Promise<TrainingFolder>;
  /** Makes a model through Ollama, and answers with the Modelfile that says the same. */
  readonly createTuned: (request: TuneRequest, watch: JobWatch) => Promise<string>;
}

export type JobName = keyof TrainingJobs;
export type RequestOf<Name extends JobName> = Parameters<TrainingJobs[Name]>[0];
export type ResultOf<Name extends JobName> = Awaited<ReturnType<TrainingJobs[Name]>>;

/** What the thread is started with. */
export interface JobOrder {
  readonly job: JobName;
  readonly request: RequestOf<JobName>;
}

/** Thread to client. Whatever the client sends means: stop. */
export type FromTrainingWorker =
  | { readonly type: 'progress'; readonly step: string; readonly share: number | undefined }
  | { readonly type: 'result'; readonly value: unknown }
  | {
      readonly type: 'error';
      readonly message: string;
      readonly reason: string;
      readonly detail: string;
    };
