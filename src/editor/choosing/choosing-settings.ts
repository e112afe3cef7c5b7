import type { ConfigurationScope } from 'vscode';
import type { ChoosingSettings } from '../../learning/choosing/choosing-settings.js';
import type { Settings } from '../settings.js';

/** What the person set about choosing. */
export function choosingSettings(settings: Settings, scope: ConfigurationScope): ChoosingSettings {
  return {
    policy: settings.get('policy', scope),
    preference: settings.get('preference', scope),
    usesStartingGuesses: settings.get('startingGuesses', scope),
  };
}
