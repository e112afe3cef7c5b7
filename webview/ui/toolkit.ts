import { provideVSCodeDesignSystem, vsCodeButton, vsCodeTextField } from '@vscode/webview-ui-toolkit';

/** Makes the toolkit's elements known to the page. */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField());
}

export const buttonTag = 'vscode-button';
export const textFieldTag = 'vscode-text-field';
