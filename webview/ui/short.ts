const longest = 160;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What would turn the direction of the text around it, and what has no looks. */
const disguises = /[\0\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A name or a text from outside, cut where it would fill the page, never inside of a letter; what could disguise the text beside it
 * shows as `\uFFFD`.
 */
export function short(raw: string): string {
  const text = raw.replace(disguises, '\uFFFD');
  if (text.length <= longest) return text;
  let end = 0;
  for (const { index, segment } of letters.segment(text)) {
    if (index + segment.length > longest) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}
