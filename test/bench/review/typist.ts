import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Types at the end of the active editor and measures from each key to the frame that shows it, in milliseconds. */
export async function typeKeys(page: Page, keys: number): Promise<number[]> {
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+End');
  await page.evaluate(listenForKeys);
  for (let key = 0; key < keys; key += 1) await page.keyboard.type('x', { delay: 15 });
  await sleep(500);
  const delays = await page.evaluate(readKeyDelays);
  await page.keyboard.press('Enter');
  return z
    .array(z.number())
    .min(keys / 2)
    .parse(delays);
}

interface KeyWindow extends Window {
  keyDelays?: number[];
}

function listenForKeys(): void {
  const keyWindow: KeyWindow = window;
  const delays: number[] = [];
  const isListening = keyWindow.keyDelays !== undefined;
  keyWindow.keyDelays = delays;
  if (isListening) return;
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'x') return;
      // The frame after the next one is painted with the letter.
      requestAnimationFrame(() => setTimeout(() => keyWindow.keyDelays?.push(performance.now() - timeStamp)));
    },
    { capture: true },
  );
}

function readKeyDelays(): number[] {
  return (window as KeyWindow).keyDelays ?? [];
}
