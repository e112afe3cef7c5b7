import { z } from 'zod';

/** What shows that an edit is pending, in the order in which it comes. */
export interface ShownMs {
  /** The line's colour, which is ours. */
  readonly colourMs: number;
  /** The bar in the gutter: VS Code waits 200 ms before it asks what a quick diff compares with. */
  readonly gutterMs: number;
  /** Keep and Reject: VS Code waits 250 ms and more before it asks for a CodeLens. */
  readonly lensMs: number;
}

export const shownMs = z.object({ colourMs: z.number(), gutterMs: z.number(), lensMs: z.number() });

/** Milliseconds from the frame that shows a word of an edit to those that show its marks. */
export async function whenMarked(word: string): Promise<ShownMs> {
  const marks = {
    colourMs: '.view-overlays [class*="TextEditorDecorationType"]',
    gutterMs: '.margin .dirty-diff-glyph',
    lensMs: '.codelens-decoration',
  };
  return new Promise((resolve) => {
    let textAt: number | undefined;
    const shown: Record<string, number> = {};
    const look = (): void => {
      const editor = document.querySelector('.editor-instance');
      if (textAt === undefined && (editor?.querySelector('.view-lines')?.textContent ?? '').includes(word)) {
        textAt = performance.now();
      }
      for (const [mark, selector] of Object.entries(marks)) {
        if (textAt === undefined || editor?.querySelector(selector) === null) continue;
        shown[mark] ??= performance.now() - textAt;
      }
      const { colourMs, gutterMs, lensMs } = shown;
      if (colourMs !== undefined && gutterMs !== undefined && lensMs !== undefined) {
        resolve({ colourMs, gutterMs, lensMs });
      } else requestAnimationFrame(look);
    };
    look();
  });
}
