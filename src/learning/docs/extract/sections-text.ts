import type { ExtractedPage } from './extract-page.js';
import type { Section } from './sections.js';

/** A section's own Markdown: what stands between it and the next one of whatever level. */
export function sectionText({ markdown, sections }: ExtractedPage, index: number): string {
  return markdown.slice(sections[index]?.start ?? 0, sections[index + 1]?.start);
}

/** A section's Markdown with everything below it, as a reader sees it. */
export function wholeSection({ markdown, sections }: ExtractedPage, anchor: string): string | undefined {
  const index = sections.findIndex((each) => each.anchor === anchor);
  const section = sections[index];
  if (section === undefined) return undefined;
  const next = sections.slice(index + 1).find((each) => endsSection(section, each));
  return markdown.slice(section.start, next?.start).trim();
}

/** A definition ends with the next one or with any heading, a heading's section with a heading that is as high. */
function endsSection({ level }: Section, next: Section): boolean {
  return level === 0 || (next.level > 0 && next.level <= level);
}
