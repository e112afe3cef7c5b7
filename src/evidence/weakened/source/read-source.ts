import type { Language } from '../language.js';
import { Source, type Span } from './source.js';
import { tokenPattern } from './syntax.js';

/** Tells comments and strings of a text from its code. Never fails: what no language would allow is taken for code. */
export function readSource(text: string, language: Language): Source {
  const comments: Span[] = [];
  const blanks: Span[] = [];
  const pattern = tokenPattern(language);
  const templates = new Templates();
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [token] = found;
    const start = found.index;
    const end = start + token.length;
    if (isComment(token, language)) {
      const commentEnd = token === '/*' ? nestedCommentEnd(text, start) : end;
      comments.push({ start, end: commentEnd });
      blanks.push({ start, end: commentEnd });
      pattern.lastIndex = commentEnd;
    } else if (token === '{' || token === '}' || token === '`') {
      const blank = templates.meet(token, text, start);
      if (blank === undefined) continue;
      blanks.push(blank);
      pattern.lastIndex = blank.end;
    } else if (token === '/') {
      const expressionEnd = regularExpressionEnd(text, start);
      if (expressionEnd !== undefined) {
        blanks.push({ start: start + 1, end: expressionEnd - 1 });
        pattern.lastIndex = expressionEnd;
      }
    } else if (language === 'rust' && token.startsWith('r')) {
      const close = `"${token.slice(1, -1)}`;
      const at = text.indexOf(close, end);
      const stringEnd = at === -1 ? text.length : at;
      blanks.push({ start: end, end: stringEnd });
      pattern.lastIndex = stringEnd + close.length;
    } else {
      blanks.push({ start: start + 1, end: Math.max(start + 1, end - 1) });
    }
  }
  return new Source(text, blanked(text, blanks), comments);
}

function isComment(token: string, language: Language): boolean {
  if (token.startsWith('//') || token.startsWith('/*')) return true;
  return (
    token.startsWith('#') &&
    (language === 'python' || language === 'ruby' || language === 'shell' || language === 'php')
  );
}

/** Comments of Rust nest. */
function nestedCommentEnd(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** Template literals of JavaScript: the code in `${}` is code again, and may hold templates. */
class Templates {
  /** How many braces are open in the code of each template that is open. */
  readonly #open: number[] = [];

  /** @returns what is text of a template from here on, or undefined where the brace is one of code */
  meet(mark: string, text: string, at: number): Span | undefined {
    if (mark === '`') return this.#text(text, at + 1);
    const braces = this.#open.at(-1);
    if (braces === undefined) return undefined;
    if (mark === '}' && braces === 0) {
      this.#open.pop();
      return { ...this.#text(text, at + 1), start: at };
    }
    this.#open[this.#open.length - 1] = braces + (mark === '{' ? 1 : -1);
    return undefined;
  }

  #text(text: string, start: number): Span {
    const marks = /\\[\s\S]|`|\$\{/g;
    marks.lastIndex = start;
    for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
      if (mark[0] === '`') return { start, end: marks.lastIndex };
      if (mark[0] === '${') {
        this.#open.push(0);
        return { start, end: marks.lastIndex };
      }
    }
    return { start, end: text.length };
  }
}

const regularExpression = /\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** The end of the regular expression that begins at a slash; undefined where the slash divides. */
function regularExpressionEnd(text: string, start: number): number | undefined {
  const before = text.slice(Math.max(0, start - 80), start).trimEnd();
  if (!/(?:^|[(,=:[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|in|of|await|yield|do|else))$/.test(before))
    return undefined;
  regularExpression.lastIndex = start;
  return regularExpression.test(text) ? regularExpression.lastIndex : undefined;
}

function blanked(text: string, blanks: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of blanks) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    at = Math.max(at, end);
  }
  parts.push(text.slice(at));
  return parts.join('');
}
