import type { WebPage } from '../../learning/docs/web-page.js';

/** A page as Markdown to be shown: where it is from first, and nothing in it that loads or runs anything. */
export function previewText(page: WebPage): string {
  const link = page.anchor === null ? page.url : `${page.url}#${encodeURIComponent(page.anchor)}`;
  const facts = [
    `Source: [${escaped(page.url)}](${encoded(link)})`,
    `fetched ${page.fetchedAt.slice(0, 10)}`,
    ...(page.version === null ? [] : [`version ${escaped(page.version)}`]),
    ...(page.isStale ? ['**may be out of date: it could not be fetched anew**'] : []),
  ];
  return `> ${facts.join(' · ')}\n\n${harmless(page.text)}\n`;
}

/**
 * Markdown without HTML, pictures and links that do not lead to a site: the preview would load a picture from wherever the page
 * says, without anybody having asked for it.
 */
function harmless(markdown: string): string {
  let fence: string | undefined;
  return markdown
    .split('\n')
    .map((line) => {
      const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence !== undefined) {
        if (mark?.startsWith(fence) === true && line.trim() === mark) fence = undefined;
        return line;
      }
      fence = mark;
      return mark === undefined ? harmlessLine(line) : line;
    })
    .join('\n');
}

/** Inline code shows what it is. */
function harmlessLine(line: string): string {
  return line
    .split(/(`+[^`]+`+)/)
    .map((part, index) => (index % 2 === 1 ? part : harmlessText(part)))
    .join('');
}

function harmlessText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('![', '\\![')
    .replace(/\]\((?!https?:\/\/)[^)]*\)/g, ']')
    .replace(/^(\s*)\[([^\]]*)\]:/, '$1\\[$2]:');
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&]/g, (mark) => `\\${mark}`);
}

function encoded(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** What VS Code's preview calls the place of a heading; undefined for the page as a whole. */
export function previewAnchor(heading: string | null): string | undefined {
  return heading
    ?.trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s+/g, '-');
}
