const nearTop = 8;

/** Whether a person is busy with the page: has scrolled, or works in the open tab, or has selected text. */
export function isReading(page: HTMLElement): boolean {
  const panel = page.querySelector('[role="tabpanel"]');
  const isInTab = document.hasFocus() && panel !== null && panel.contains(document.activeElement);
  return isInTab || window.scrollY > nearTop || document.getSelection()?.isCollapsed === false;
}
