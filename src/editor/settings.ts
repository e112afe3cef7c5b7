import { isAbsolute } from 'node:path';
import type { ConfigurationScope, WorkspaceConfiguration } from 'vscode';
import type { PolicyName } from '../learning/choice/policies.js';
import type { Slider } from '../learning/choice/policy.js';
import type { Formula } from '../learning/reward/formula.js';
import type { ProxySettings } from './docs/proxy-settings.js';
import type { Logger } from './log.js';

interface Setting<T> {
  readonly default: T;
  /** The value as the program uses it; undefined when it cannot be meant. */
  readonly parse: (value: unknown) => T | undefined;
}

const patterns = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;

const amount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

const seconds = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 1 && value <= 86_400 ? value : undefined;

const address = (value: unknown): string | undefined =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? value.replace(/\/+$/, '')
    : undefined;

const addresses = (value: unknown): Readonly<Record<string, string>> | undefined =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((each) => address(each) !== undefined)
    ? Object.fromEntries(Object.entries(value).flatMap(([name, each]) => [[name, address(each) ?? '']]))
    : undefined;

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

function setting<T>(fallback: T, parse: Setting<T>['parse']): Setting<T> {
  return { default: fallback, parse };
}

const budget = (value: unknown): number | null | undefined => (value === null ? null : amount(value));

/** One of some words. */
function oneOf<T extends string>(words: readonly T[]): (value: unknown) => T | undefined {
  return (value) => words.find((each) => each === value);
}

const checksAfterRun = ['offer', 'always', 'never'] as const;

export type ChecksAfterRun = (typeof checksAfterRun)[number];

/** All settings, by their key below `learningLoop`. package.json repeats the defaults; a test compares them. */
export const settingDefinitions = {
  /** Files that are never copied, sent, paired or exported; patterns as in `.gitignore`. Read it with `excluded`. */
  exclude: setting<readonly string[]>(
    [
      '.env*',
      '*.pem',
      '*.key',
      '*.p12',
      '*.pfx',
      '*.jks',
      '*.keystore',
      'id_rsa*',
      'id_dsa*',
      'id_ecdsa*',
      'id_ed25519*',
      '.npmrc',
      '.netrc',
      '.git-credentials',
    ],
    patterns,
  ),
  /** US dollars per 1,000 tokens that a suggested model may cost at most. */
  maxCostPer1k: setting(0.2, amount),
  /** Whether checks that are typed into a terminal count. */
  observeTerminals: setting(true, flag),
  /** Whether a burst of an agent's edits opens a run by itself. */
  automaticRuns: setting(true, flag),
  /** Seconds without an edit after which such a run ends. */
  quietSeconds: setting(90, seconds),
  /** What to do about checks when a run is over. */
  checksAfterRun: setting<ChecksAfterRun>('offer', (value) =>
    checksAfterRun.find((choice) => choice === value),
  ),
  /** Where Ollama answers, without a slash at the end. */
  ollamaUrl: setting('http://127.0.0.1:11434', address),
  /** Servers with an OpenAI-compatible interface, or further ones of Ollama, by a name of one's own. */
  endpoints: setting<Readonly<Record<string, string>>>({}, addresses),
  /** Hosts whose documentation may be read besides the known ones. */
  docsHosts: setting<readonly string[]>([], patterns),
  /** How options are chosen. */
  policy: setting<PolicyName>('epsilon-greedy', oneOf(['epsilon-greedy', 'thompson', 'ucb1'])),
  /** How much success may be given up for cost. */
  preference: setting<Slider>('balanced', oneOf(['quality', 'balanced', 'economy'])),
  /** Whether published results may stand in for runs. */
  startingGuesses: setting(true, flag),
  /** Whether our agent uses one model a run, or a stronger one when the checks fail. */
  routerMode: setting<'choose' | 'escalate'>('choose', oneOf(['choose', 'escalate'])),
  /** US dollars that models may cost on one day in a folder; null for no limit. */
  budgetDayUsd: setting<number | null>(null, budget),
  /** US dollars that models may cost in one month in a folder; null for no limit. */
  budgetMonthUsd: setting<number | null>(null, budget),
  /** The formula that scores runs and teaches. */
  rewardFormula: setting<Formula['name']>('classic', oneOf(['classic', 'gated'])),
  /** Whether edits of Copilot, which asks itself whether to keep them, wait for a person's word here, too. */
  reviewCopilot: setting(false, flag),
  /** Whether VS Code lists the MCP server, which has what the language model tools have. */
  offerMcpServer: setting(true, flag),
  /** Whether “Keep | Reject” stands above each pending edit. */
  reviewLenses: setting(true, flag),
};

type Definitions = typeof settingDefinitions;
export type SettingKey = keyof Definitions;
export type SettingValue<K extends SettingKey> = Definitions[K]['default'];

/** What the settings need of the editor. */
export interface SettingsPorts {
  getConfiguration(section: string, scope?: ConfigurationScope): WorkspaceConfiguration;
  warn(message: string): void;
}

/** The one reader of the user's settings. A value that makes no sense falls back to the default and warns once. */
export class Settings {
  readonly #warned = new Set<SettingKey>();
  readonly #ports: SettingsPorts;
  readonly #log: Logger;

  constructor(ports: SettingsPorts, log: Logger) {
    this.#ports = ports;
    this.#log = log;
  }

  get<K extends Exclude<SettingKey, 'exclude'>>(key: K, scope?: ConfigurationScope): SettingValue<K> {
    return this.#parsed(key, this.#configuration(scope).get<unknown>(key));
  }

  /**
   * Patterns of files that are never looked at: this person's, and those that the workspace adds. A workspace may come
   * from anybody, so it takes none away.
   */
  excluded(scope?: ConfigurationScope): readonly string[] {
    const levels = this.#configuration(scope).inspect<unknown>('exclude');
    const added = [levels?.workspaceValue, levels?.workspaceFolderValue].flatMap((value) =>
      value === undefined ? [] : this.#parsed('exclude', value),
    );
    const own = this.#parsed('exclude', levels?.globalValue);
    return [...own, ...added.filter((pattern) => !pattern.startsWith('!'))];
  }

  /** Sets the further model servers of this machine. */
  async setEndpoints(endpoints: Readonly<Record<string, string>>): Promise<void> {
    await this.#configuration(undefined).update('endpoints', endpoints, true);
  }

  /** What VS Code's own settings say of proxies. */
  proxy(): ProxySettings {
    const http = this.#ports.getConfiguration('http');
    return {
      proxy: http.get<string | null>('proxy') ?? '',
      noProxy: http.get<readonly string[] | null>('noProxy') ?? [],
      support: http.get<string | null>('proxySupport') ?? 'override',
    };
  }

  /** The file into which Copilot Chat writes its telemetry, as this person set it; undefined where it writes none. */
  copilotTelemetryFile(): string | undefined {
    const otel = this.#ports.getConfiguration('github.copilot.chat.otel');
    // A repository may set it to any file, so only the person's own word counts.
    const own = (key: string): unknown => otel.inspect<unknown>(key)?.globalValue;
    const file = own('outfile');
    const isOn = own('enabled') === true && own('exporterType') === 'file';
    return isOn && typeof file === 'string' && isAbsolute(file) ? file : undefined;
  }

  #configuration(scope: ConfigurationScope | undefined): WorkspaceConfiguration {
    return this.#ports.getConfiguration('learningLoop', scope);
  }

  #parsed<K extends SettingKey>(key: K, given: unknown): SettingValue<K> {
    const definition: Setting<SettingValue<K>> = settingDefinitions[key];
    const parsed = given === undefined ? definition.default : definition.parse(given);
    if (parsed !== undefined) return parsed;
    this.#warnOnce(key);
    return definition.default;
  }

  #warnOnce(key: SettingKey): void {
    if (this.#warned.has(key)) return;
    this.#warned.add(key);
    const message = `The setting learningLoop.${key} has a value that cannot be used; its default is used instead.`;
    this.#log.warn(message);
    this.#ports.warn(message);
  }
}
