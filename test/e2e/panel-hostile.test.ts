import * as assert from 'node:assert/strict';
import { recordPanelDocs } from '../support/panel-docs.js';
import { editorOnRuns, PanelPage, tabTitles } from './panel-steps.js';
import type { Editor } from './support/editor.js';

describe('the panel with hostile names and texts', function () {
  this.timeout(240_000);
  const hostile = `<img src=x onerror="document.title='owned'"> \u202Eevil \0 🏴‍☠️ שלום ${'W'.repeat(10_000)} `;
  let editor: Editor;

  before('record runs and start VS Code', async () => {
    const { editor: started, folder } = await editorOnRuns({ runs: 6, until: new Date(), hostile });
    editor = started;
    recordPanelDocs(folder, hostile);
    await editor.workbench.runCommand('View: Close Primary Side Bar');
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  /** A narrow window, and one twice as wide at twice the size. */
  for (const [width, zoom] of [
    [370, 1],
    [740, 2],
  ] as const) {
    it(`shows them as text and clips nothing ${width} pixels wide, ${zoom} times as large`, async () => {
      const { workbench } = editor;
      const panel = await PanelPage.open(workbench);
      await workbench.page.setViewportSize({ width, height: 900 });
      for (const name of tabTitles) {
        const tab = await panel.tab(name);
        if ((name === 'Runs' || name === 'Standings') && (await tab.locator('.details').count()) === 0) {
          await tab.locator('.opener').filter({ hasText: '<img src=x' }).first().click();
          await tab.locator('.details').first().waitFor();
        }
        const seen = await panel.frame.evaluate(howItLooks, zoom);
        const asText = name === 'Trends' ? {} : { isText: true };
        assert.deepEqual(seen, {
          ...seen,
          images: 0,
          title: 'Learning Loop',
          clipped: [],
          isDisguised: false,
          ...asText,
        });
      }
    });
  }
});

function howItLooks(zoom: number): {
  readonly images: number;
  readonly title: string;
  readonly isText: boolean;
  readonly isDisguised: boolean;
  readonly clipped: readonly string[];
} {
  const { body, documentElement, images, title } = document;
  body.style.zoom = String(zoom);
  const { textContent } = body;
  const overflow = documentElement.scrollWidth - documentElement.clientWidth;
  const controls = [
    ...document.querySelectorAll('button, select, summary, vscode-button, vscode-text-field'),
  ];
  const clipped = controls.filter((control) => {
    const { left, right, width } = control.getBoundingClientRect();
    return width > 0 && (left < 0 || right > documentElement.clientWidth + 1);
  });
  return {
    images: images.length,
    title,
    isText: textContent.includes('<img src=x'),
    isDisguised: /[\0\u202A-\u202E]/.test(textContent),
    clipped: [
      ...(overflow > 0 ? [`${overflow} pixels`] : []),
      ...clipped.map((each) => each.outerHTML.slice(0, 100)),
    ],
  };
}
