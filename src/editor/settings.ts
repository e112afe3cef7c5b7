import type { ConfigurationScope, WorkspaceConfiguration } from 'vscode';
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

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

function setting<T>(fallback: T, parse: Setting<T>['parse']): Setting<T> {
  return { default: fallback, parse };
}

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
