const escape = '[\\u001b\\u009b]\\[?';
/** To the beginning of a line, or to another: what follows is no part of what stood before. */
const lineBreak = new RegExp(`\\r\\n?|${escape}(?:0?1?G|\\d*[ABEFHf]|\\d+;\\d+[Hf])`, 'g');
/** ConPTY writes these for spaces. */
const cursorForward = new RegExp(`${escape}(\\d*)C`, 'g');
const controlSequences = new RegExp(
  [
    // Operating system commands, among them the marks of shell integration.
    '\\u001b\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)',
    // Colours, erasing.
    `${escape}[0-9;?]*[ -/]*[@-~]`,
  ].join('|'),
  'g',
);
const widestScreen = 1000;

/** Terminal output as a person reads it: without colours and control sequences, lines ending in `\n`. */
export function plainText(terminalOutput: string): string {
  return terminalOutput
    .replace(lineBreak, '\n')
    .replace(cursorForward, (_, columns: string) => ' '.repeat(Math.min(Number(columns || 1), widestScreen)))
    .replace(controlSequences, '');
}
