import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLoopback, originOf, parseEndpoint } from '../../../../src/agent/models/endpoint.js';
import { EnvironmentKeys } from '../../../../src/agent/models/keys.js';
import { Models } from '../../../../src/agent/models/models.js';
import { localhostInWords, placeOf } from '../../../../src/agent/models/place.js';
import { pullModel } from '../../../../src/agent/models/pull-model.js';
import { userEndpoints } from '../../../../src/agent/models/user-endpoints.js';
import { OllamaFixture } from '../../../fixtures/ollama/ollama-fixture.js';
import { OpenaiFixture } from '../../../fixtures/openai/openai-fixture.js';

describe('an endpoint', () => {
  it.each([
    ['127.0.0.1:11434', 'ollama', 'http://127.0.0.1:11434', true],
    ['http://localhost:11434/', 'ollama', 'http://localhost:11434', true],
    ['https://api.openai.com/v1/', 'openai', 'https://api.openai.com/v1', false],
    ['http://[::1]:8000/v1', 'openai', 'http://[::1]:8000/v1', true],
    ['http://127.0.0.1.example.com/v1', 'openai', 'http://127.0.0.1.example.com/v1', false],
  ] as const)('is read from %s', (address, kind, url, isLocal) => {
    const endpoint = parseEndpoint(address);
    expect(endpoint).toMatchObject({ kind, url });
    expect(isLoopback(endpoint)).toBe(isLocal);
  });

  it.each(['', 'file:///etc/passwd', 'http://user:secret@host/v1'])('is not read from "%s"', (address) => {
    expect(() => parseEndpoint(address)).toThrow(/address/);
  });
});

describe('keys from the environment', () => {
  it('belong to one origin each', async () => {
    const keys = new EnvironmentKeys({ OPENAI_API_KEY: 'a', LEARNING_LOOP_KEY_MODELS_EXAMPLE_COM_8443: 'b' });
    const keyOf = (url: string): Promise<string | undefined> => keys.keyOf(originOf(parseEndpoint(url)));
    expect(await keyOf('https://api.openai.com/v1')).toBe('a');
    expect(await keyOf('http://api.openai.com/v1')).toBeUndefined();
    expect(await keyOf('https://models.example.com:8443/v1')).toBe('b');
    expect(await keyOf('https://models.example.com/v1')).toBeUndefined();
    expect(keys.hint('https://models.example.com')).toContain('LEARNING_LOOP_KEY_MODELS_EXAMPLE_COM');
  });

  it('follow the server that takes the place of OpenAI', async () => {
    const keys = new EnvironmentKeys({
      OPENAI_API_KEY: 'a',
      OPENAI_BASE_URL: 'https://proxy.example.com/v1',
    });
    expect(await keys.keyOf('https://proxy.example.com')).toBe('a');
    expect(await keys.keyOf('https://api.openai.com')).toBeUndefined();
  });
});

describe('the endpoints of a person', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
    mkdirSync(join(folder, 'learning-loop'));
    return () => {
      rmSync(folder, { recursive: true });
    };
  });
  const configure = (text: string): void => {
    writeFileSync(join(folder, 'learning-loop', 'config.json'), text);
  };

  it('are Ollama on this machine, and what the configuration and the environment name', () => {
    expect(userEndpoints({ XDG_CONFIG_HOME: folder })).toEqual([
      { name: 'ollama', kind: 'ollama', url: 'http://127.0.0.1:11434' },
    ]);
    configure('{ "endpoints": { "work": "https://models.example.com/v1" } } // mine');
    const environment = { XDG_CONFIG_HOME: folder, OPENAI_API_KEY: 'a', OLLAMA_HOST: '0.0.0.0' };
    expect(userEndpoints(environment)).toEqual([
      { name: 'ollama', kind: 'ollama', url: 'http://127.0.0.1:11434' },
      { name: 'openai', kind: 'openai', url: 'https://api.openai.com/v1' },
      { name: 'work', kind: 'openai', url: 'https://models.example.com/v1' },
    ]);
  });

  it('say which file is wrong', () => {
    configure('{ "endpoints": [');
    expect(() => userEndpoints({ XDG_CONFIG_HOME: folder })).toThrow(/config\.json must look like/);
  });
});

describe('where localhost is', () => {
  const none = (): boolean => false;
  it('is told from the environment', () => {
    expect(placeOf({}, none)).toBe('here');
    expect(placeOf({ WSL_DISTRO_NAME: 'Debian' }, none)).toBe('wsl');
    expect(placeOf({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, none)).toBe('ssh');
    expect(placeOf({}, (path) => path === '/.dockerenv')).toBe('container');
    expect(localhostInWords('here', '11434')).toBe('');
    for (const place of ['wsl', 'ssh', 'container'] as const)
      expect(localhostInWords(place, '11434')).toMatch(/localhost is .*11434|localhost is .*OLLAMA_HOST/);
  });
});

describe('the models of several servers, against their conformance fixtures', () => {
  const { signal } = new AbortController();
  let ollama: OllamaFixture;
  let openai: OpenaiFixture;
  const models = (): Models =>
    new Models({
      endpoints: [parseEndpoint(ollama.host, 'ollama'), parseEndpoint(openai.url, 'work')],
      keys: new EnvironmentKeys({}),
      place: 'here',
    });

  beforeEach(async () => {
    [ollama, openai] = [await OllamaFixture.start(), await OpenaiFixture.start()];
  });
  afterEach(async () => {
    await Promise.all([ollama.stop(), openai.stop()]);
  });

  it('are found, and each is asked where it is', async () => {
    ollama.models.push('coder:latest');
    const { models: found, problems } = await models().find(signal);
    expect(found.map(({ model, endpoint }) => `${endpoint.name} ${model}`)).toEqual([
      'ollama tiny-base',
      'ollama coder:latest',
      'work strong-model',
    ]);
    expect(problems).toEqual([]);
    expect((await models().client('coder', undefined, signal)).host).toBe(new URL(ollama.host).host);
    expect((await models().client('strong-model', undefined, signal)).host).toBe(new URL(openai.url).host);
    expect((await models().client('tiny-base', 'work', signal)).host).toBe(new URL(openai.url).host);
  });

  it('are found where the others cannot be asked', async () => {
    openai.key = 'secret';
    await ollama.stop();
    const { models: found, problems } = await models().find(signal);
    expect(found).toEqual([]);
    expect(problems.map(({ error }) => error.problem)).toEqual(['unreachable', 'no-key']);
    await expect(models().client('tiny-base', undefined, signal)).rejects.toThrow('Start Ollama');
  });

  it('that no server lists are said to be where a key is missing', async () => {
    openai.key = 'secret';
    const lost = models().client('strong-model', undefined, signal);
    await expect(lost).rejects.toMatchObject({
      problem: 'no-key',
      message: expect.stringContaining('No server has strong-model') as string,
    });
  });

  it('are not guessed', async () => {
    await expect(models().client('nowhere', undefined, signal)).rejects.toThrow(/No server has nowhere/);
    await expect(models().client('tiny-base', 'home', signal)).rejects.toThrow(/no server of that name/);
  });

  it('are pulled with progress', async () => {
    const steps: [string, number | undefined][] = [];
    const endpoint = parseEndpoint(ollama.host);
    await pullModel(endpoint, 'coder', { place: 'here', signal, onProgress: (...step) => steps.push(step) });
    expect(steps).toEqual([
      ['pulling manifest', undefined],
      ['pulling layer', 0.25],
      ['success', undefined],
    ]);
    expect(ollama.models).toContain('coder');
    await expect(pullModel(endpoint, 'no-such', { place: 'here', signal })).rejects.toThrow(
      /could not fetch no-such/,
    );
  });
});
