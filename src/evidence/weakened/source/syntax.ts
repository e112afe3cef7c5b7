import type { Language } from '../language.js';

const slashes = String.raw`\/\/[^\n]*`;
const slashStar = String.raw`\/\*(?:[\s\S]*?\*\/|[\s\S]*)`;
const hash = String.raw`#[^\n]*`;
const double = String.raw`"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?`;
const single = String.raw`'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?`;
const doubleOverLines = String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*)*"?`;
const singleOverLines = String.raw`'[^'\\]*(?:\\[\s\S][^'\\]*)*'?`;
const threeDouble = String.raw`"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:""")?`;
const threeSingle = String.raw`'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*(?:''')?`;
const backticks = '`[^`]*`?';
const character = String.raw`'(?:[^'\\\n]|\\(?:u\{[^}\n]*\}|x[^']{2}|[^\n]))'`;
/** A template, a brace that may end a part of one, or what may begin a regular expression. */
const scriptMarks = '[`{}]|\\/';

/** What begins comments and strings, each with the whole of it where one expression can say so. */
const tokens: Readonly<Record<Language, readonly string[]>> = {
  javascript: [slashes, slashStar, double, single, scriptMarks],
  python: [hash, threeDouble, threeSingle, double, single],
  go: [slashes, slashStar, double, backticks, character],
  rust: [slashes, String.raw`\/\*`, String.raw`\br#*"`, doubleOverLines, character],
  jvm: [slashes, slashStar, threeDouble, double, character],
  csharp: [slashes, slashStar, String.raw`@"[^"]*(?:""[^"]*)*"?`, threeDouble, double, character],
  ruby: [hash, doubleOverLines, singleOverLines],
  php: [slashes, slashStar, String.raw`#(?!\[)[^\n]*`, doubleOverLines, singleOverLines],
  swift: [slashes, slashStar, threeDouble, double],
  c: [slashes, slashStar, double, character],
  dart: [slashes, slashStar, threeDouble, threeSingle, double, single],
  shell: [String.raw`(?<![^\s;])#[^\n]*`, doubleOverLines, `'[^']*'?`],
};

/** Matches the next comment or string of a language; every alternative takes time linear in what it takes. */
export function tokenPattern(language: Language): RegExp {
  return new RegExp(tokens[language].join('|'), 'g');
}
