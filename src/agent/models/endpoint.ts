import { UserError } from '../../learning/user-error.js';

/** A server that has models. It comes from a person's own settings or flags, never from a workspace. */
export interface Endpoint {
  /** What arms call it, e.g. `ollama`. */
  readonly name: string;
  readonly kind: 'ollama' | 'openai';
  /** Without a slash at its end, e.g. `http://127.0.0.1:11434` or `https://api.openai.com/v1`. */
  readonly url: string;
}

export const defaultOllamaUrl = 'http://127.0.0.1:11434';

/**
 * An endpoint as a person wrote its address: `127.0.0.1:11434`, `https://api.openai.com/v1`. An address without a path is an
 * Ollama server; any other OpenAI-compatible server has one, mostly `/v1`.
 * @param name by default the address's host
 * @throws {UserError} when it is no http or https address, or contains a password
 */
export function parseEndpoint(address: string, name?: string): Endpoint {
  const url = urlOf(address.trim());
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UserError(
      `"${address}" is no address of a model server. Write it like ${defaultOllamaUrl} for Ollama, or like https://api.openai.com/v1.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new UserError('Leave the password out of the address; keys are kept apart from it.');
  const path = url.pathname.replace(/\/+$/, '');
  return { name: name ?? url.host, kind: path === '' ? 'ollama' : 'openai', url: `${url.origin}${path}` };
}

function urlOf(address: string): URL | undefined {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  return URL.canParse(whole) ? new URL(whole) : undefined;
}

/** Scheme, host and port: what a key belongs to. */
export function originOf({ url }: Endpoint): string {
  return new URL(url).origin;
}

export function hostOf({ url }: Endpoint): string {
  return new URL(url).host;
}

/** Whether an address never leaves this machine: `localhost`, `127.x.x.x`, `::1`. */
export function isLoopback({ url }: Pick<Endpoint, 'url'>): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
