import { readBraced } from '../syntax/braces.js';
import { indentAt, insertAt, slice } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';

const codeLine = /^\t+\w[\w.]*(, \w+)*( :?= |\().*[^{,(]$/gm;

/** Comments that keep linters of Go from looking, by operator. */
export const goSuppressions: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'disable linter for a line': (source) => {
    if (source.language !== 'go') return [];
    const { masked, text } = readBraced(source.text, 'go');
    return [...masked.matchAll(codeLine)].flatMap((found) => {
      const subject = { start: found.index, end: found.index + found[0].length };
      if (slice(text, subject) !== slice(text, subject).trimEnd() || /\/\//.test(slice(text, subject)))
        return [];
      return [
        '//nolint',
        '//nolint:errcheck',
        '// nolint: gosec',
        '//lint:ignore SA4006 needed',
        '// #nosec',
      ].map((comment) =>
        comment.startsWith('//lint')
          ? { subject, edits: [insertAt(subject.start, `${indentAt(text, subject.start)}${comment}\n`)] }
          : { subject, edits: [insertAt(subject.end, ` ${comment}`)] },
      );
    });
  },
  'disable linter for a file': (source) => {
    const start = /^package \w+/m.exec(source.text)?.index;
    if (source.language !== 'go' || start === undefined) return [];
    return ['//nolint', '//nolint:all', '//lint:file-ignore U1000 later'].map((comment) => ({
      subject: { start, end: start },
      edits: [insertAt(start, `${comment}\n`)],
    }));
  },
};
