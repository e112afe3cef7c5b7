export type MaskedLanguage = 'python' | 'go' | 'rust';

const literals: Readonly<Record<MaskedLanguage, RegExp>> = {
  python:
    /#[^\n]*|[rbfuRBFU]{0,2}(?:"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*')/g,
  go: /\/\/[^\n]*|\/\*[^]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])+'/g,
  rust: /\/\/[^\n]*|\/\*[^]*?\*\/|b?r(#*)"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"|b?'(?:\\[^'\n]+|\\'|[^'\\\n])'/g,
};

/**
 * The same text with comments and the contents of strings turned into spaces, at the same offsets, so that brackets,
 * words and ends of lines found in it are code. Strings keep their first and last character.
 */
export function maskLiterals(text: string, language: MaskedLanguage): string {
  return text.replace(literals[language], (found) => {
    if (/^(#|\/\/|\/\*)/.test(found)) return found.replace(/[^\n]/g, ' ');
    return found.charAt(0) + ' '.repeat(found.length - 2) + found.slice(-1);
  });
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The offset of the bracket that closes the one at `open` in a masked text, or undefined. */
export function closingBracket(masked: string, open: number): number | undefined {
  const stack: string[] = [];
  for (let i = open; i < masked.length; i++) {
    const char = masked.charAt(i);
    const close = closing[char];
    if (close !== undefined) stack.push(close);
    else if (char === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return i;
    }
  }
  return undefined;
}

/** The spans between the commas of a bracket's content in a masked text, trimmed; empty ones are left out. */
export function splitArguments(masked: string, open: number): { start: number; end: number }[] {
  const close = closingBracket(masked, open);
  if (close === undefined) return [];
  const parts: { start: number; end: number }[] = [];
  let start = open + 1;
  const push = (end: number): void => {
    const part = masked.slice(start, end);
    const trimmed = part.trim();
    if (trimmed !== '') {
      const first = start + part.indexOf(trimmed);
      parts.push({ start: first, end: first + trimmed.length });
    }
    start = end + 1;
  };
  for (let i = open + 1; i < close; i++) {
    if (closing[masked.charAt(i)] !== undefined) i = closingBracket(masked, i) ?? close;
    else if (masked.charAt(i) === ',') push(i);
  }
  push(close);
  return parts;
}
