/** The panel's looks: theme colours only, borders where high contrast wants them, one column when narrow. */
const css = `
body { padding: 0; background: var(--vscode-editor-background); }
main { max-width: 68rem; margin: 0 auto; padding: 1.25rem clamp(0.75rem, 4vw, 2.5rem) 4rem; line-height: 1.5; }
main, td, .note { overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; margin-bottom: 0.75rem; }
h1 { font-size: 1.35rem; font-weight: 600; margin: 0; }
h2 { font-size: 1.1rem; font-weight: 600; margin: 0 0 0.5rem; }
h3 { font-size: 1em; font-weight: 600; margin: 1rem 0 0.25rem; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
ul, ol { margin: 0 0 0.75rem; padding-inline-start: 1.25rem; }
.where, .muted, .note, .empty, .basis { color: var(--vscode-descriptionForeground); }
.where { margin: 0; }
.note { display: block; font-size: 0.92em; }
.name { overflow-wrap: anywhere; }
.use-now, .notice, .problem, .details {
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent)); border-radius: 4px;
}
.use-now { padding: 0.75rem 1rem; margin-bottom: 1rem; background: var(--vscode-textBlockQuote-background); border-inline-start: 4px solid var(--vscode-textLink-foreground); }
.kicker { font-size: 0.85em; font-weight: 600; margin: 0; color: var(--vscode-descriptionForeground); }
.sentence { font-size: 1.25em; line-height: 1.4; margin: 0.1rem 0 0.35rem; max-width: none; }
.basis { margin: 0; max-width: none; }
.notice { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; padding: 0.875rem 1rem; margin-bottom: 1rem; background: var(--vscode-textBlockQuote-background); }
.notice p { margin: 0; flex: 1 1 18rem; }
.problem { padding: 0.5rem 0.75rem; background: var(--vscode-inputValidation-errorBackground); border-color: var(--vscode-inputValidation-errorBorder); color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground)); max-width: none; }
.badge { display: inline-block; padding: 0 0.45em; border-radius: 3px; font-size: 0.85em; line-height: 1.5; color: var(--vscode-badge-foreground); background: var(--vscode-badge-background); border: 1px solid var(--vscode-contrastBorder, transparent); }
.badge.warning { color: var(--vscode-editorWarning-foreground); background: none; border-color: currentColor; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.buttons + p { margin-top: 0.5rem; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 1.25rem; border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-widget-border))); margin-bottom: 1rem; }
.tab { font: inherit; padding: 0.4rem 0.1rem; color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-descriptionForeground)); background: none; border: none; border-bottom: 2px solid transparent; cursor: pointer; }
.tab:hover { color: var(--vscode-foreground); }
.tab[aria-selected="true"] { color: var(--vscode-foreground); border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder)); }
.tab:focus-visible, [role="tabpanel"]:focus-visible, .link:focus-visible, .opener:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
vscode-button[appearance='secondary'] { --button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent)); }
section { margin-bottom: 1.75rem; }
.bar { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; margin-bottom: 1rem; }
.field { display: flex; flex-direction: column; gap: 0.15rem; min-width: 0; max-width: 16rem; }
code.whole { white-space: nowrap; }
.field span { line-height: normal; color: var(--vscode-foreground); }
select { font: inherit; height: 26px; max-width: 100%; color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent)); border-radius: 2px; }
select:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
table { width: 100%; border-collapse: collapse; margin-bottom: 0.75rem; }
caption { text-align: start; font-weight: 600; font-size: 1.1rem; padding-bottom: 0.25rem; }
section > h2 ~ table caption, details caption { font-size: 1em; font-weight: normal; color: var(--vscode-descriptionForeground); }
th { font-weight: normal; color: var(--vscode-descriptionForeground); text-align: start; }
th, td { padding: 0.4rem 0.9rem 0.4rem 0; vertical-align: top; }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th, tbody tr, .run { border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-widget-border))); }
.number { text-align: end; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
tr.out { color: var(--vscode-descriptionForeground); }
.details { padding: 0.75rem 1rem; margin: 0.25rem 0 0.5rem; background: var(--vscode-editorWidget-background); color: var(--vscode-foreground); }
.details .note { color: var(--vscode-foreground); opacity: 0.85; }
.details table { margin-top: 0.75rem; }
.plain, .runs { list-style: none; padding: 0; }
.run { display: flex; gap: 0.75rem 1rem; padding: 0.6rem 0; content-visibility: auto; contain-intrinsic-size: auto 5.5rem; }
.story { flex: 1 1 auto; min-width: 0; }
.score { flex: 0 0 6.4rem; padding-inline-start: 0.6rem; border-inline-start: 3px solid var(--vscode-descriptionForeground); }
.score.worked { border-inline-start-color: var(--vscode-charts-green); }
.score.partly { border-inline-start-color: var(--vscode-charts-yellow); border-inline-start-style: dashed; }
.score.failed { border-inline-start-color: var(--vscode-charts-red); border-inline-start-style: double; }
.score.open { border-inline-start-color: var(--vscode-charts-blue); border-inline-start-style: dotted; }
.figure { display: block; font-size: 1.25em; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.opener, .link { font: inherit; text-align: start; color: var(--vscode-textLink-foreground); background: none; border: none; padding: 0; cursor: pointer; overflow-wrap: anywhere; }
.opener:hover, .link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
.opener::before { content: '\\25B8' / ''; display: inline-block; width: 1em; color: var(--vscode-foreground); }
.opener[aria-expanded="true"]::before { content: '\\25BE' / ''; }
code { font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground); background: var(--vscode-textPreformat-background); }
.interval { display: block; width: 100%; min-width: 6rem; max-width: 12rem; height: 0.6rem; margin-top: 0.35rem; }
.track { fill: var(--vscode-descriptionForeground); opacity: 0.5; }
.band { fill: var(--vscode-charts-blue); opacity: 0.55; }
.tick { fill: var(--vscode-foreground); }
.charts { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.chart { margin: 0 0 0.75rem; display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.5rem; }
.chart figcaption { grid-column: 1 / -1; }
.axis { display: flex; flex-direction: column; justify-content: space-between; text-align: end; font-size: 0.85em; color: var(--vscode-descriptionForeground); }
.plot svg { display: block; width: 100%; height: 8rem; }
.ends { grid-column: 2; display: flex; justify-content: space-between; gap: 1rem; font-size: 0.85em; color: var(--vscode-descriptionForeground); }
.grid { stroke: var(--vscode-descriptionForeground); opacity: 0.3; vector-effect: non-scaling-stroke; }
.mark { stroke: var(--vscode-charts-orange); stroke-dasharray: 3 3; vector-effect: non-scaling-stroke; }
.range { fill: var(--vscode-charts-blue); opacity: 0.25; }
.line { fill: none; stroke: var(--vscode-charts-blue); stroke-width: 2; vector-effect: non-scaling-stroke; }
.dot, .plot .bar { fill: var(--vscode-charts-blue); }
progress { accent-color: var(--vscode-progressBar-background); vertical-align: middle; }
.empty { max-width: 46rem; }
.news { position: fixed; inset-block-end: 1rem; inset-inline-end: 1.5rem; }
.vscode-high-contrast .opener, .vscode-high-contrast .link, .vscode-high-contrast-light .opener, .vscode-high-contrast-light .link { text-decoration: underline; }
@media (max-width: 44rem) {
  table, thead, tbody, tr, td, caption { display: block; }
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tbody tr { padding: 0.4rem 0; }
  td { padding: 0.1rem 0; }
  td.number { text-align: start; }
  td:not(:first-child):not(.below):not(:empty)::before { content: attr(data-label) ': '; color: var(--vscode-descriptionForeground); }
  .run { flex-direction: column; gap: 0.25rem; }
  .score { flex: none; display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: baseline; }
  .tabs { gap: 0 0.9rem; }
}
@media (prefers-reduced-motion: no-preference) { .tab, .opener { transition: color 80ms; } }
`;

/** Adds the style sheet, allowed by the page's nonce. */
export function addStyle(nonce: string): void {
  const style = document.createElement('style');
  style.nonce = nonce;
  style.textContent = css;
  document.head.append(style);
}
