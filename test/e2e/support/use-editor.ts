import { Editor, type EditorOptions } from './editor.js';

/**
 * Gives the tests of the surrounding `describe` one VS Code: started before the first, ended after the last.
 * What explains a failed test is kept below test/.out/failures.
 */
export function useEditor(options: EditorOptions = {}): () => Editor {
  let editor: Editor | undefined;
  before('start VS Code', async () => {
    editor = await Editor.start(options);
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor?.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor?.stop());
  return () => {
    if (editor === undefined) throw new Error('VS Code is there only while a test runs');
    return editor;
  };
}
