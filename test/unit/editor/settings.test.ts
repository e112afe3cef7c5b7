import { describe, expect, it } from 'vitest';
import type { WorkspaceConfiguration } from 'vscode';
import { Settings } from '../../../src/editor/settings.js';
import { silentLog } from './silent-log.js';

/** @param workspace what a repository brings along in its `.vscode/settings.json` */
function settingsOf(
  values: Readonly<Record<string, unknown>>,
  workspace: Readonly<Record<string, unknown>> = {},
): { settings: Settings; warnings: string[] } {
  const warnings: string[] = [];
  const getConfiguration = (): WorkspaceConfiguration =>
    ({
      get: (key: string) => workspace[key] ?? values[key],
      inspect: (key: string) => ({ key, globalValue: values[key], workspaceValue: workspace[key] }),
    }) as WorkspaceConfiguration;
  const warn = (message: string): void => void warnings.push(message);
  return { settings: new Settings({ getConfiguration, warn }, silentLog), warnings };
}

describe('Settings', () => {
  it('gives what the user set', () => {
    const { settings, warnings } = settingsOf({
      exclude: ['secret/**'],
      maxCostPer1k: 0,
      observeTerminals: false,
    });
    expect(settings.excluded()).toEqual(['secret/**']);
    expect(settings.get('maxCostPer1k')).toBe(0);
    expect(settings.get('observeTerminals')).toBe(false);
    expect(warnings).toEqual([]);
  });

  it('lets a workspace exclude more files, and never fewer', () => {
    const { settings } = settingsOf({}, { exclude: ['private/**', '!.env'] });
    expect(settings.excluded()).toContain('.env*');
    expect(settings.excluded()).toContain('private/**');
    expect(settings.excluded()).not.toContain('!.env');
    const own = settingsOf({ exclude: ['secret/**'] }, { exclude: [] });
    expect(own.settings.excluded()).toEqual(['secret/**']);
  });

  it('falls back to the default where nothing is set', () => {
    const { settings, warnings } = settingsOf({});
    expect(settings.get('maxCostPer1k')).toBe(0.2);
    expect(settings.excluded()).toContain('.env*');
    expect(warnings).toEqual([]);
  });

  it('falls back and warns once about a value that makes no sense', () => {
    const { settings, warnings } = settingsOf({
      maxCostPer1k: -1,
      exclude: 'secret',
      observeTerminals: 'no',
    });
    expect(settings.get('maxCostPer1k')).toBe(0.2);
    expect(settings.get('maxCostPer1k')).toBe(0.2);
    expect(settings.excluded()).toContain('*.pem');
    expect(settings.get('observeTerminals')).toBe(true);
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toContain('learningLoop.maxCostPer1k');
  });
});
