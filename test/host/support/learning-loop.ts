import { extensions, type Extension } from 'vscode';

/** The extension under test, as VS Code knows it. */
export function learningLoop(): Extension<unknown> {
  const extension = extensions.getExtension('learning-loop.learning-loop');
  if (extension === undefined) throw new Error('VS Code did not load the extension');
  return extension;
}
