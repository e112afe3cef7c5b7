const fencedCode = /(^[ \t]*(`{3,})[\s\S]*?^[ \t]*\2`*[ \t]*$)/m;
const inlineCode = /(`+[^`\n]+`+)/;
const link = /\[((?:`[^`\n]*`|[^[\]\\`]|\\.)+)\]\(https?:[^()\s]*\)/g;
const escaped = /\\([\\`*_{}[\]()#+\-.!>~|])/g;

/** Markdown without what only a browser needs: targets of links, breaks in tables, and escapes outside of code. */
export function plainMarkdown(markdown: string): string {
  return everyOther(markdown.split(fencedCode), 3, (text) =>
    everyOther(text.replace(link, '$1').replace(/<br>/g, ' ').split(inlineCode), 2, (words) =>
      words.replace(escaped, '$1'),
    ),
  );
}

/** Text and code in turn, each code followed by its `period - 2` groups, of which nothing is kept. */
function everyOther(parts: readonly string[], period: number, change: (text: string) => string): string {
  return parts
    .map((part, index) => (index % period === 0 ? change(part) : index % period === 1 ? part : ''))
    .join('');
}
