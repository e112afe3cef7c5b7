import { readBraced } from '../syntax/braces.js';
import { indentAt, insertAt } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';

const lints = ['clippy::all', 'warnings', 'dead_code', 'unused_variables', 'clippy::unwrap_used'];

/** Attributes that keep checkers of Rust from looking, by operator. */
export const rustSuppressions: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'disable linter for an item': (source) => {
    if (source.language !== 'rust') return [];
    const { masked } = readBraced(source.text, 'rust');
    return [...masked.matchAll(/^[ \t]*(pub(\(\w+\))? )?(fn|struct|enum|impl|mod) [^\n]*/gm)].flatMap(
      (found) => {
        const subject = { start: found.index, end: found.index + found[0].length };
        return lints.map((lint) => ({
          subject,
          edits: [insertAt(found.index, `${indentAt(source.text, found.index)}#[allow(${lint})]\n`)],
        }));
      },
    );
  },
  'disable linter for a file': (source) => {
    const start = /^(?:\/\/[^\n]*\n|\s*\n)*/.exec(source.text)?.[0].length ?? 0;
    if (source.language !== 'rust' || /^#!\[|\/\*/.test(source.text.slice(start, start + 3))) return [];
    return lints.map((lint) => ({
      subject: { start, end: start },
      edits: [insertAt(start, `#![allow(${lint})]\n`)],
    }));
  },
  'ignore error': (source) => {
    if (source.language !== 'rust') return [];
    const { masked } = readBraced(source.text, 'rust');
    return [...masked.matchAll(/^([ \t]+)(\w[\w.]*\([^()\n]*\))\.(unwrap|expect)\([^()\n]*\);$/gm)].map(
      (found) => {
        const subject = { start: found.index, end: found.index + found[0].length };
        const [, indent = ''] = found;
        const call = source.text.slice(
          found.index + indent.length,
          found.index + indent.length + (found[2]?.length ?? 0),
        );
        return { subject, edits: [{ ...subject, text: `${indent}let _ = ${call};` }] };
      },
    );
  },
};
