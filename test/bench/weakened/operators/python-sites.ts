import { readPython, type PythonFile, type PythonTest } from '../syntax/python.js';
import type { TextEdit } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { isPythonTest } from './test-files.js';

/** The edits of each of several ways. */
export type Edits = readonly (readonly TextEdit[])[];

/** What `choices` gives for each test of a Python file. */
export const inTests =
  (choices: (test: PythonTest, text: string, file: PythonFile) => Edits) =>
  (source: SourceText): Weakening[] => {
    if (!isPythonTest(source)) return [];
    const file = readPython(source.text);
    return file.tests.flatMap((test) =>
      choices(test, source.text, file).map((edits) => ({ subject: test, edits })),
    );
  };
