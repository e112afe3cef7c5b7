const controlSequences = new RegExp(
  [
    // Operating system commands, among them the marks of shell integration.
    '\\u001b\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)',
    // Colours, cursor movement.
    '[\\u001b\\u009b]\\[?[0-9;?]*[ -/]*[@-~]',
  ].join('|'),
  'g',
);

/** Terminal output as a person reads it: without colours and control sequences, lines ending in `\n`. */
export function plainText(terminalOutput: string): string {
  return terminalOutput.replace(controlSequences, '').replace(/\r\n?/g, '\n');
}
