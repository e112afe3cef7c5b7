import { textIn, type Fields } from '../fields.js';

/** The tools of Claude Code that edit files, by the field of their input that says which. */
const pathFields: ReadonlyMap<string, string> = new Map([
  ['Edit', 'file_path'],
  ['MultiEdit', 'file_path'],
  ['Write', 'file_path'],
  ['NotebookEdit', 'notebook_path'],
]);

/** The tools that edit files, as a matcher of hooks. */
export const editTools = [...pathFields.keys()].join('|');

/** The absolute path of the file that a call of a tool edits; undefined when it edits none. */
export function editedPath(tool: string | undefined, input: Fields): string | undefined {
  const field = tool === undefined ? undefined : pathFields.get(tool);
  return field === undefined ? undefined : textIn(input, field);
}
