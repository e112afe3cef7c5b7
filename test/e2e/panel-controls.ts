import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    noteControl: (how: 'shown' | 'used', control: string) => Promise<void>;
  }
}

/** The controls that the panel showed in a window, and those that were used by the keyboard. */
export class PanelControls {
  readonly #shown = new Set<string>();
  readonly #used = new Set<string>();

  static async of(page: Page): Promise<PanelControls> {
    const controls = new PanelControls();
    await page.exposeFunction('noteControl', (how: 'shown' | 'used', control: string) => {
      (how === 'used' ? controls.#used : controls.#shown).add(control);
    });
    return controls;
  }

  /** Notes what happens in a page of the panel from now on. */
  async watch(frame: Frame): Promise<void> {
    await frame.evaluate(noteControls);
  }

  /** Each as `label, where it stands`. */
  unused(): readonly string[] {
    return [...this.#shown].filter((control) => !this.#used.has(control)).sort();
  }

  isUsed(label: string): boolean {
    return [...this.#used].some((control) => control.startsWith(`${label}, `));
  }
}

function noteControls(): void {
  const controls =
    '#panel :is(a, button, input, select, summary, textarea, vscode-button, vscode-text-field, [tabindex]:not([role=tabpanel]))';
  const nameOf = (control: Element): string => {
    const section = control.closest('section[data-key], .details');
    const tab = control.matches('.notice *, .tab') ? null : document.querySelector('[aria-selected=true]');
    // What a link or an opener says is the name of something, and there are many of them.
    const isNamed = control.matches('.opener, .link');
    const column = isNamed ? control.closest('td:not(.below)')?.getAttribute('data-label') : null;
    const label = control.closest('label')?.querySelector('span')?.textContent ?? control.textContent.trim();
    const place = [tab?.textContent, section?.getAttribute('data-key') ?? section?.className, column];
    return `${isNamed ? control.className : label}, ${place.filter((each) => typeof each === 'string').join(' > ')}`;
  };
  const note = (how: 'shown' | 'used', control: Element): void =>
    void window.noteControl(how, nameOf(control));
  const scan = (): void => {
    for (const control of document.querySelectorAll(controls)) note('shown', control);
  };
  const used = (event: Event): void => {
    const control = event.target instanceof Element ? event.target.closest(controls) : null;
    if (control !== null) note('used', control);
  };
  document.addEventListener(
    'click',
    (event) => {
      // Of the mouse are the others.
      if (event.detail === 0) used(event);
    },
    true,
  );
  document.addEventListener('change', used, true);
  document.addEventListener('input', used, true);
  document.addEventListener(
    'focusin',
    (event) => {
      if (event.target instanceof Element && event.target.matches('.tab')) used(event);
    },
    true,
  );
  new MutationObserver(scan).observe(document.body, { childList: true, subtree: true });
  scan();
}
