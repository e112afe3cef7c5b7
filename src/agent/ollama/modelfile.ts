/** What a tuned model is made of, as a Modelfile of Ollama says it. */
export interface TunedModel {
  /** The model that the adapter was trained on, a tag of Ollama. */
  readonly from: string;
  /** The adapter's file; relative to the Modelfile. */
  readonly adapter: string;
  readonly system: string;
  /** By Ollama's names, e.g. `temperature`. */
  readonly parameters: Readonly<Record<string, number | string>>;
}

/** What the training script tells the model, too, so that it is asked as it was taught. */
export const tunedSystem =
  'You are a precise code generator. Follow the conventions of this repository and answer with what was asked for, nothing else.';

/** Code wants few surprises. */
export const tunedParameters: TunedModel['parameters'] = { temperature: 0.2, top_p: 0.9 };

/** The Modelfile for `ollama create NAME -f FILE`. */
export function modelfileOf({ from, adapter, system, parameters }: TunedModel): string {
  return [
    `FROM ${onOneLine(from)}`,
    `ADAPTER ${onOneLine(adapter)}`,
    `SYSTEM """${system.replaceAll('"""', '"')}"""`,
    ...Object.entries(parameters).map(([name, value]) => `PARAMETER ${name} ${onOneLine(String(value))}`),
    '',
  ].join('\n');
}

function onOneLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
