/** The panel's looks: theme colours only, borders where high contrast wants them, one column when narrow. */
const css = `
body { padding: 0; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 3rem; line-height: 1.5; }
h1 { font-size: 1.5rem; font-weight: 600; margin: 0; }
.where { color: var(--vscode-descriptionForeground); margin: 0 0 1.25rem; }
.notice {
  display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; justify-content: space-between;
  padding: 0.875rem 1rem; margin-bottom: 1.5rem; border-radius: 4px;
  background: var(--vscode-textBlockQuote-background);
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
}
.notice p { margin: 0; max-width: 46rem; flex: 1 1 18rem; }
.figures { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 0 0 1.75rem; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dd { margin: 0; font-size: 1.6rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures dt { color: var(--vscode-descriptionForeground); }
.tables { display: grid; gap: 0 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
table { width: 100%; border-collapse: collapse; margin-bottom: 1.75rem; align-self: start; }
caption { text-align: start; font-weight: 600; font-size: 1.1rem; padding-bottom: 0.25rem; }
th { font-weight: normal; color: var(--vscode-descriptionForeground); text-align: start; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; vertical-align: top; }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th, tbody tr { border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-widget-border))); }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.note { display: block; color: var(--vscode-descriptionForeground); font-size: 0.92em; overflow-wrap: anywhere; }
.name { overflow-wrap: anywhere; }
.muted { color: var(--vscode-descriptionForeground); }
.bar {
  display: block; inline-size: 5rem; block-size: 0.3rem; margin: 0.25rem 0 0 auto; border-radius: 2px; overflow: hidden;
  background: var(--vscode-editorWidget-background); outline: 1px solid var(--vscode-contrastBorder, transparent);
}
.fill { display: block; block-size: 100%; background: var(--vscode-charts-blue); }
.link {
  font: inherit; color: var(--vscode-textLink-foreground); background: none; border: none; padding: 0; cursor: pointer;
  font-variant-numeric: tabular-nums;
}
.link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
.link:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

/** Adds the style sheet, allowed by the page's nonce. */
export function addStyle(nonce: string): void {
  const style = document.createElement('style');
  style.nonce = nonce;
  style.textContent = css;
  document.head.append(style);
}
