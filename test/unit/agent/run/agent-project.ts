import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseEndpoint } from '../../../../src/agent/models/endpoint.js';
import { userModels } from '../../../../src/agent/models/user-models.js';
import { asSuggested } from '../../../../src/agent/run/choice.js';
import { openNodeAgent } from '../../../../src/agent/run/node/node-agent.js';
import type { AgentConsent, SendPreview } from '../../../../src/agent/run/ports.js';
import type { DesignCard } from '../../../../src/agent/cards/design-card.js';
import { completeCard, type CardInCode } from '../../../../src/agent/run/card-in-code.js';
import { OllamaFixture } from '../../../fixtures/ollama/ollama-fixture.js';
import { OpenaiFixture } from '../../../fixtures/openai/openai-fixture.js';

type Agent = Awaited<ReturnType<typeof openNodeAgent>>;

export const before = 'export const add = (a, b) => a - b;\n';
export const after = 'export const add = (a, b) => a + b;\n';
/** Succeeds when `add` adds. */
export const check = `node -e "import('./src/add.js').then(({add})=>process.exit(add(1,2)===3?0:1))"`;

/** A reply with search/replace blocks. */
export function replyWith(path: string, search: string, replacement: string): string {
  return `Here it is.\n\n${path}\n<<<<<<< SEARCH\n${search}=======\n${replacement}>>>>>>> REPLACE\n`;
}

export const goodReply = replyWith('src/add.js', before, after);
export const wrongReply = replyWith('src/add.js', before, 'export const add = (a, b) => a * b;\n');

/** A repository with one mistake, and a local and a remote model (fixtures) to mend it. */
export class AgentProject {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'agent-')));
  readonly previews: SendPreview[] = [];
  /** What a person says. */
  readonly says = { send: true, price: true, protected: true, checks: true };
  readonly ollama: OllamaFixture;
  readonly openai: OpenaiFixture;
  readonly #agents: Agent[] = [];

  private constructor(ollama: OllamaFixture, openai: OpenaiFixture) {
    [this.ollama, this.openai] = [ollama, openai];
    ollama.models = ['tiny-base', 'qwen2.5-coder:7b'];
    openai.models = ['gpt-4o'];
    ollama.answer = openai.answer = () => ({ text: goodReply });
    this.write('src/add.js', before);
    this.write('package.json', '{ "type": "module" }\n');
    this.write('.gitignore', '.agent\n');
    this.git('init', '-q', '.');
    this.git('add', '.');
    this.git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '-qm', 'begin');
  }

  static async make(): Promise<AgentProject> {
    return new AgentProject(await OllamaFixture.start(), await OpenaiFixture.start());
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', ['-C', this.root, ...args], { encoding: 'utf8' });
  }

  card(changes: Partial<CardInCode> = {}): DesignCard {
    return completeCard({ name: 'mend-add', goals: ['Let src/add.js add'], checks: [check], ...changes });
  }

  async open(changes: Partial<AgentConsent> = {}): Promise<Agent> {
    const { says } = this;
    const later = (answer: () => boolean) => () => Promise.resolve(answer());
    const agent = await openNodeAgent({
      root: this.root,
      checkout: this.root,
      models: userModels(
        {},
        { endpoints: [parseEndpoint(this.ollama.host, 'ollama'), parseEndpoint(this.openai.url, 'work')] },
      ),
      consent: {
        choose: (suggestion) => Promise.resolve(asSuggested(suggestion)),
        send: (preview) => {
          this.previews.push(preview);
          return Promise.resolve(says.send);
        },
        unknownPrice: later(() => says.price),
        protectedChanges: later(() => says.protected),
        runChecks: later(() => says.checks),
        ...changes,
      },
    });
    this.#agents.push(agent);
    return agent;
  }

  async remove(): Promise<void> {
    for (const agent of this.#agents) agent.close();
    await Promise.all([this.ollama.stop(), this.openai.stop()]);
    rmSync(this.root, { recursive: true, force: true });
  }
}
