const shortest = 20;

/**
 * Whether a word looks like what a random generator wrote: letters and digits that change places far more often than in names
 * and numbers put together by people. Hexadecimal words do not count, since hashes are everywhere.
 */
export function looksRandom(word: string): boolean {
  const letters = word.replace(/[^A-Za-z0-9]/g, '');
  if (letters.length < shortest || /^[a-f0-9]+$|^[A-F0-9]+$/.test(letters)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(letters)).length;
  const digits = letters.match(/\d/g)?.length ?? 0;
  if (kinds < 2 || (digits < 2 && letters.length < 2 * shortest) || isRunOfCharacters(letters)) return false;
  return (
    changes(letters) / (letters.length - 1) >= (kinds === 3 && digits > 1 ? 0.42 : digits < 2 ? 0.46 : 0.26)
  );
}

/** How often a letter of one kind is followed by one of another. */
function changes(letters: string): number {
  return letters.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0;
}

/** `abcdefgh`, an alphabet. */
function isRunOfCharacters(letters: string): boolean {
  let steps = 0;
  for (let index = 1; index < letters.length; index += 1)
    if (letters.charCodeAt(index) - letters.charCodeAt(index - 1) === 1) steps += 1;
  return steps / (letters.length - 1) > 0.5;
}
