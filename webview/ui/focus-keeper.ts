const controls = 'button, select, summary, vscode-button, vscode-text-field';

/** A place in a page: an index below a parent. */
interface Place {
  readonly parent: Element;
  readonly index: number;
}

/** What had the focus, and where that was. */
interface Spot {
  readonly element: HTMLElement;
  readonly run: Element | null;
  /** From the inside out, as far as the tab's content. */
  readonly places: readonly Place[];
}

/**
 * Keeps a person's focus in a page: while it is drawn anew, and over a dialog or an editor of VS Code, to which the browser lets it go.
 * It is never taken from there.
 */
export class FocusKeeper {
  readonly #page: HTMLElement;
  #spot: Spot | undefined;

  constructor(page: HTMLElement) {
    this.#page = page;
    page.addEventListener('focusin', () => {
      this.#remember();
    });
    window.addEventListener('focus', () => {
      this.#restore();
    });
  }

  during(draw: () => void): void {
    this.#remember();
    draw();
    if (document.hasFocus()) this.#restore();
  }

  #remember(): void {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || !this.#page.contains(element)) return;
    this.#spot = { element, run: element.closest('.run'), places: placesOf(element) };
  }

  #restore(): void {
    if (this.#spot === undefined || document.activeElement !== document.body) return;
    const { element } = this.#spot;
    if (element.isConnected) element.focus({ preventScroll: true });
    else heirOf(this.#spot, this.#page)?.focus();
  }
}

/** What opens the part of the page that is open. */
export function openedIn(element: Element): HTMLElement | null {
  return element.querySelector<HTMLElement>('.opener[aria-expanded="true"]');
}

/** Where to go on when a control is gone: to its run, else to what stands in its place now, else to what is open, else to the tab. */
function heirOf({ run, places }: Spot, page: HTMLElement): HTMLElement | null {
  return (
    (run?.isConnected === true ? openedIn(run) : null) ??
    standsAt(places) ??
    openedIn(page) ??
    page.querySelector<HTMLElement>('[role="tabpanel"]')
  );
}

function placesOf(element: Element): Place[] {
  const parent = element.parentElement;
  if (parent === null || element.matches('.content')) return [];
  return [{ parent, index: [...parent.children].indexOf(element) }, ...placesOf(parent)];
}

function standsAt(places: readonly Place[]): HTMLElement | undefined {
  for (const { parent, index } of places) {
    const heir = [parent.children[index], parent.children[index - 1]].flatMap(controlsIn).at(0);
    if (parent.isConnected && heir !== undefined) return heir;
  }
  return undefined;
}

function controlsIn(element: Element | undefined): HTMLElement[] {
  if (element === undefined) return [];
  const below = [...element.querySelectorAll<HTMLElement>(controls)];
  return element instanceof HTMLElement && element.matches(controls) ? [element, ...below] : below;
}
