/** Whether the editor itself writes there when a person changes a setting. */
export function isSettings(path: string): boolean {
  return /(?:^|\/)\.vscode\//.test(path);
}
