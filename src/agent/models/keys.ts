/** Where keys of endpoints are kept: the editor's secret storage, or the environment. */
export interface Keys {
  /** The key of an origin such as `https://api.openai.com`; undefined where it has none. */
  keyOf(origin: string): Promise<string | undefined>;
  /** How a person sets it, as a sentence. */
  hint(origin: string): string;
}

/** Keys from the environment: `OPENAI_API_KEY` for OpenAI or what `OPENAI_BASE_URL` names, `LEARNING_LOOP_KEY_<HOST>` for any other host. */
export class EnvironmentKeys implements Keys {
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  keyOf(origin: string): Promise<string | undefined> {
    const key = this.#environment[this.#variableOf(origin)]?.trim();
    return Promise.resolve(key === '' ? undefined : key);
  }

  hint(origin: string): string {
    return `Set the environment variable ${this.#variableOf(origin)} to the key of ${new URL(origin).host}.`;
  }

  #variableOf(origin: string): string {
    const openai = openaiAddress(this.#environment);
    if (URL.canParse(openai) && new URL(openai).origin === origin) return 'OPENAI_API_KEY';
    return `LEARNING_LOOP_KEY_${new URL(origin).host.toUpperCase().replace(/[^A-Z\d]+/g, '_')}`;
  }
}

/** Where `OPENAI_API_KEY` belongs: to OpenAI, or to the server that `OPENAI_BASE_URL` puts in its place. */
export function openaiAddress(environment: Readonly<Record<string, string | undefined>>): string {
  return environment['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1';
}
