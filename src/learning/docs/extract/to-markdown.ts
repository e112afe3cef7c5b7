import { strikethrough, tables } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';

/** What is used of a node; turndown's own types are those of a browser. */
interface MarkupNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly firstChild: MarkupNode | null;
  readonly parentNode: MarkupNode | null;
  /** Elements alone have attributes. */
  getAttribute?(name: string): string | null;
}

/** HTML of a page's content as Markdown: code and tables stay whole, links are absolute, pictures are left out. */
export function toMarkdown(html: string, baseUrl: string): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  });
  service.use([tables, strikethrough]);
  service.addRule('code block', {
    filter: 'pre',
    replacement: (_: string, node: MarkupNode) => fenced(node.textContent ?? '', languageOf(node)),
  });
  service.addRule('signature', {
    filter: (node: MarkupNode) => node.nodeName === 'DT' && /\bsig\b/.test(attribute(node, 'class')),
    replacement: (_: string, node: MarkupNode) => `\n\n${inlineCode(node.textContent ?? '')}\n\n`,
  });
  service.addRule('link', {
    filter: (node: MarkupNode) => node.nodeName === 'A' && attribute(node, 'href') !== '',
    // A heading's own link says nothing.
    replacement: (content: string, node: MarkupNode) =>
      /^H\d$/.test(node.parentNode?.nodeName ?? '')
        ? content
        : link(content, attribute(node, 'href'), baseUrl),
  });
  service.addRule('picture', {
    filter: 'img',
    replacement: (_: string, node: MarkupNode) => attribute(node, 'alt'),
  });
  // A string is parsed by turndown's own parser, without which it would lose tables.
  return service.turndown(html);
}

function fenced(text: string, language: string): string {
  const code = text.replace(/^\n+|\s+$/g, '');
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return `\n\n${fence}${language}\n${code}\n${fence}\n\n`;
}

function inlineCode(text: string): string {
  const code = text.replace(/\s+/g, ' ').trim();
  const fence = '`'.repeat(longestRun(code) + 1);
  return code === '' ? '' : `${fence}${code}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** As generators write it: on the block, on its code, or on what is around it. */
function languageOf(node: MarkupNode): string {
  const near = [node, node.firstChild, node.parentNode, node.parentNode?.parentNode];
  const names = near.map((each) => attribute(each, 'class')).join(' ');
  const language = /\b(?:language|lang|highlight)-([\w+#-]+)/.exec(names)?.[1]?.toLowerCase() ?? '';
  if (/^(?:default|none|text|source|notranslate)$/.test(language)) return '';
  return /^(?:python3|pycon3?|ipython3?)$/.test(language) ? 'python' : language;
}

function link(content: string, target: string, baseUrl: string): string {
  const text = content.trim();
  if (text === '' || !URL.canParse(target, baseUrl)) return content;
  const { href, protocol } = new URL(target, baseUrl);
  if (protocol !== 'https:' && protocol !== 'http:') return content;
  return `[${text}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function attribute(node: MarkupNode | null | undefined, name: string): string {
  return node?.getAttribute?.(name) ?? '';
}
