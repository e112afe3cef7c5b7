import { wordsIn } from './word-bags.js';

/** Directives that do not show what they hold, with what is indented below them. */
const silent =
  /^(?:index|only|toctree|highlight|module|currentmodule|py:module|py:currentmodule|moduleauthor|sectionauthor|codeauthor|tabularcolumns|image|contents|raw|cssclass|testsetup|testcleanup|default-domain|meta)$/;
/** What Sphinx writes in place of a directive's name. */
const written: Readonly<Record<string, string>> = {
  versionadded: 'New in version',
  versionchanged: 'Changed in version',
  deprecated: 'Deprecated since version',
  note: 'Note',
  warning: 'Warning',
  tip: 'Tip',
  important: 'Important',
  caution: 'Caution',
  seealso: 'See also',
  'impl-detail': 'CPython implementation detail',
  availability: 'Availability',
  class: 'class',
  exception: 'exception',
  classmethod: 'classmethod',
  staticmethod: 'static',
  abstractmethod: 'abstract',
  awaitablefunction: 'awaitable',
  awaitablemethod: 'awaitable',
  coroutinefunction: 'coroutine',
  coroutinemethod: 'coroutine',
};
/** Directives that describe something of a module, whose name Sphinx writes before it. */
const ofModule =
  /^(?:py:)?(?:function|data|class|exception|decorator|coroutinefunction|awaitablefunction|method|attribute|staticmethod|classmethod|abstractmethod|coroutinemethod|awaitablemethod|property)$/;
/** Directives whose argument names a language or an option, which is not shown. */
const withoutArgument =
  /^(?:code-block|code|sourcecode|doctest|testcode|testoutput|highlightlang|list-table|hlist|container|rst-class|productionlist|glossary|math)$/;
/** What is shown in these places is not in the source. */
const elsewhere =
  /^\.\. +(?:literalinclude|include|auto\w+|graphviz|csv-table|toctree|productionlist|grammar-snippet|pdbcommand|audit-event-table|opcode|2to3fixer|miscnews|program)::/m;

/** Whether all that a page shows can be told from its reStructuredText. */
export function isSelfContained(rst: string): boolean {
  return !elsewhere.test(rst);
}

/**
 * The words that Sphinx shows for a reStructuredText, as far as the text alone tells.
 * @param titleOf the title of a label or document that a text refers to by its name
 */
export function rstWords(rst: string, titleOf: (kind: string, name: string) => string): string[] {
  return wordsIn(inlineText(shownLines(rst).join('\n'), titleOf));
}

function shownLines(rst: string): string[] {
  const shown: string[] = [];
  let module = '';
  /** How deep the class is that is being described. */
  let classIndent = Infinity;
  /** The directive whose further signatures stand below its first one. */
  let signatures: { readonly column: number; readonly word: string; readonly module: string } | undefined;
  let skipDeeperThan: number | undefined;
  let optionsDeeperThan: number | undefined;
  for (const line of rst.split('\n')) {
    const indent = line.search(/\S/);
    if (indent === -1) {
      optionsDeeperThan = undefined;
      signatures = undefined;
      continue;
    }
    if (indent <= classIndent) classIndent = Infinity;
    if (skipDeeperThan !== undefined && indent > skipDeeperThan) continue;
    skipDeeperThan = undefined;
    if (optionsDeeperThan !== undefined && indent > optionsDeeperThan && /^\s*:[\w-]+:/.test(line)) continue;
    const [, name, argument = ''] =
      /^\s*(?:[-*] +)?\.\. +(?:\|[^|]+\| +)?([\w:-]+?):: ?(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      if (/^(?:py:)?(?:current)?module$/.test(name)) module = argument.trim();
      if (silent.test(name)) skipDeeperThan = indent;
      else {
        optionsDeeperThan = indent;
        const word = written[name] ?? '';
        const owner = ofModule.test(name) && indent <= classIndent ? module : '';
        signatures = ofModule.test(name)
          ? { column: line.indexOf(argument, indent + 3), word, module: owner }
          : undefined;
        if (/^(?:py:)?(?:class|exception)$/.test(name)) classIndent = Math.min(classIndent, indent);
        shown.push(
          word,
          moduleOf(owner, argument),
          withoutArgument.test(name) ? '' : argumentOf(name, argument),
        );
      }
      continue;
    }
    if (signatures?.column === indent) shown.push(signatures.word, moduleOf(signatures.module, line));
    if (/^\s*\.\. +\[/.test(line)) shown.push(line.replace(/^\s*\.\. +\[[^\]]*\]/, ''));
    else if (/^\s*(?:\.\.(?: |$)|__ )/.test(line)) skipDeeperThan = indent;
    else shown.push(line);
  }
  return shown;
}

/** A name that says itself what it belongs to gets no module. */
function moduleOf(module: string, signature: string): string {
  return /^\s*\w+\./.test(signature) ? '' : module;
}

function argumentOf(name: string, argument: string): string {
  if (name === 'deprecated-removed') {
    const [since = '', until = '', ...rest] = argument.split(' ');
    return `Deprecated since version ${since} will be removed in version ${until} ${rest.join(' ')}`;
  }
  if (name === 'audit-event') {
    const [event = '', args = ''] = argument.split(' ');
    return args === ''
      ? `Raises an auditing event ${event} with no arguments`
      : `Raises an auditing event ${event} with ${args.includes(',') ? 'arguments' : 'argument'} ${args}`;
  }
  return argument;
}

function inlineText(text: string, titleOf: (kind: string, name: string) => string): string {
  return text
    .replace(/\\([\s\S])/g, (_, next: string) => (/\s/.test(next) ? '' : next))
    .replace(/ *# *doctest:.*/g, '')
    .replace(/\|(?:version|release)\|/g, '3.11')
    .replace(/:([\w:+-]+):`([^`]+)`/g, (_, role: string, content: string) => roleText(role, content, titleOf))
    .replace(/`([^`<]*?)\s*<[^<>`]+>`__?/g, '$1');
}

function roleText(role: string, content: string, titleOf: (kind: string, name: string) => string): string {
  const kind = role.split(':').at(-1) ?? '';
  const [, shown] = /^([\s\S]*\S)\s*<[^<>]*>$/.exec(content) ?? [];
  if (shown !== undefined) return shown;
  if (kind === 'pep') return `PEP ${content}`;
  if (kind === 'rfc') return `RFC ${content}`;
  if (kind === 'issue') return `bpo-${content}`;
  if (kind === 'gh') return `gh-${content}`;
  if (kind === 'ref' || kind === 'doc') return titleOf(kind, content.replace(/\s+/g, ' '));
  return content.startsWith('~') ? (content.split('.').at(-1) ?? '') : content.replace(/^!/, '');
}
