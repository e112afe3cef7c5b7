const stopWords = new Set(
  'a an and are as at be by can do does for from how i in is it my of on or should the this to use using we what when which with you'.split(
    ' ',
  ),
);

/**
 * The words of a text as they are looked up: in lower case, without the s of a plural; names also in their parts, so that
 * `useState` is found by "state" and `asyncio.create_task` by "create task".
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const name of text.match(/[\p{L}\p{N}_$]+/gu) ?? []) {
    const parts = name.split(/[_$]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).filter((part) => part !== '');
    words.push(stem(name.toLowerCase()));
    if (parts.length > 1) words.push(...parts.map((part) => stem(part.toLowerCase())));
  }
  return words;
}

/** The words of a question that say what it is about; all of them when none does. */
export function queryWords(query: string): string[] {
  const names = [...new Set((query.match(/[\p{L}\p{N}_$]+/gu) ?? []).map((name) => name.toLowerCase()))];
  const telling = names.filter((name) => !stopWords.has(name));
  return (telling.length > 0 ? telling : names).map(stem);
}

function stem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') && word.length > 5 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
