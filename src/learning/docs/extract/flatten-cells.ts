import { textOf, type PageElement } from './page-dom.js';

/**
 * Turns what Markdown has no place for in a table's cell, such as lists and blocks of code, into lines of the cell, so that the table
 * stays one. A table that is there only to number the lines of a program becomes the program.
 */
export function flattenCells(content: PageElement): void {
  for (const table of innermostFirst(content, 'table')) {
    const programs = [...table.querySelectorAll('pre')];
    const [program] = programs;
    if (/highlight/.test(table.className) && program !== undefined && programs.length === 1)
      table.outerHTML = program.outerHTML;
  }
  for (const code of innermostFirst(content, 'td pre, th pre')) {
    const lines = textOf(code).trimEnd().split('\n');
    code.outerHTML = lines.map((line) => `<code>${escaped(line)}</code>`).join('<br>');
  }
  for (const item of innermostFirst(content, 'td li, th li'))
    item.outerHTML = `- ${item.innerHTML.trim()}<br>`;
  const blocks = ['ul', 'ol', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr'];
  const inCells = blocks.map((name) => `td ${name}, th ${name}`).join(', ');
  for (const block of innermostFirst(content, inCells)) block.outerHTML = `${block.innerHTML}<br>`;
}

/** What is replaced must not hold what is replaced later. */
function innermostFirst(content: PageElement, selector: string): PageElement[] {
  return [...content.querySelectorAll(selector)].reverse();
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
