import { readSource } from '../source/read-source.js';
import { childOf, type Setting } from './setting.js';

/** The values of JSON, also with comments, and of the object literals in a configuration that is a script. */
export function readLiteral(text: string): Setting[] {
  const source = readSource(text, 'javascript');
  const settings: Setting[] = [];
  const frames: string[] = [];
  let path = '';
  let key: string | undefined;
  let word: { text: string; at: number } | undefined;
  const put = (): void => {
    if (word !== undefined) {
      settings.push({
        path: key === undefined ? path : childOf(path, key),
        value: word.text,
        line: source.lineAt(word.at),
      });
    }
    word = undefined;
    key = undefined;
  };
  for (const { 0: token, index } of source.code.matchAll(/(["'`])[\s]*?\1|[{}[\](),;:]|[\w$.@/!*-]+/g)) {
    if (token === ':') {
      key = word?.text;
      word = undefined;
    } else if (/^[{[(]$/.test(token)) {
      frames.push(path);
      if (key !== undefined) path = childOf(path, key);
      else if (word !== undefined && token !== '(') put();
      word = undefined;
      key = undefined;
    } else if (/^[}\])]$/.test(token)) {
      put();
      path = frames.pop() ?? '';
    } else if (token === ',' || token === ';') put();
    else {
      const isString = /^["'`]/.test(token);
      word = { text: isString ? source.text.slice(index + 1, index + token.length - 1) : token, at: index };
    }
  }
  put();
  return settings;
}
