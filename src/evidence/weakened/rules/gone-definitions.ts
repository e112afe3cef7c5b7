import type { Edit, Side } from '../edit.js';
import type { Span } from '../source/source.js';
import { isLookedIn, isNamedAsTest, isTestFolder } from '../tests/runners.js';

const definition =
  /\b(?:function\*?|class|def|fn|func|interface|type|enum|struct|trait|static|record|object|fun|macro_rules!|export\s+(?:const|let|var))\s+(?:\([^)\n]{0,80}\)\s*)?([A-Za-z_]\w{3,})|\b(?:exports|prototype|this|self)\s*\.\s*([A-Za-z_]\w{3,})\s*=|^[ \t]+(?:(?:public|private|protected|static|async|get|set|readonly)[ \t]+)*([A-Za-z_]\w{3,})[ \t]*\([^)\n]{0,200}\)[^{;\n]{0,80}\{/gm;

/** Names that code which is no test defined before an edit, and that no file of the edit speaks of any more. */
export function goneDefinitions(edit: Edit): Set<string> {
  const defined = new Set<string>();
  for (const { old } of edit) {
    if (old === undefined || isTest(old)) continue;
    const inTests = [...(old.tests?.tests ?? []).map(({ span }) => span), ...testModules(old)];
    for (const found of old.source.code.matchAll(definition)) {
      const isInTest = inTests.some(({ start, end }) => found.index >= start && found.index < end);
      if (!isInTest) defined.add(found.slice(1).join(''));
    }
  }
  for (const { now } of edit) {
    for (const [word] of now?.source.code.matchAll(/[A-Za-z_]\w{3,}/g) ?? []) defined.delete(word);
  }
  return defined;
}

const isTest = ({ path, language }: Side): boolean =>
  isNamedAsTest(path) ||
  isTestFolder(path) ||
  (language !== 'rust' && isLookedIn(path, language) && /test/i.test(path));

/** Modules of Rust that are compiled for tests alone. */
function testModules({ language, source }: Side): Span[] {
  if (language !== 'rust') return [];
  return [...source.code.matchAll(/#\[cfg\(test\)\]\s*(?:pub\s+)?mod\s+\w+\s*\{/g)].map((head) => ({
    start: head.index,
    end: source.closing(head.index + head[0].length - 1),
  }));
}
