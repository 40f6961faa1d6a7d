import { brand } from '../../../src/brand.ts';

const { primary, linkDark, ink } = brand.colours;

/** One plain style for all pages: readable on a phone, light and dark, with the seller's colours as Stripe shows them. */
export const style = `
:root { color-scheme: light dark; --text: #1c2430; --soft: #5a6472; --line: #c9d0d9; --paper: #ffffff; --ground: #f3f5f8;
  --accent: ${primary}; --on-accent: #ffffff; --bad: #b3131b; --good: #17693a; }
@media (prefers-color-scheme: dark) { :root { --text: #eef1f5; --soft: #aab4c0; --line: #465062; --paper: #1b222c; --ground: #11161d;
  --accent: ${linkDark}; --on-accent: ${ink}; --bad: #ff9b9b; --good: #7fdca4; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
section, form.card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin-block: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .25rem 0; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: .5rem 0; } .soft { color: var(--soft); } .note { font-size: .875rem; color: var(--soft); }
a { color: var(--accent); }
label { display: block; font-weight: 600; margin-top: .75rem; }
input { width: 100%; font: inherit; padding: .65rem .75rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--paper); color: var(--text); }
input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.error { color: var(--bad); margin: .25rem 0 0; }
.alert { border: 2px solid var(--bad); color: var(--bad); border-radius: .5rem; padding: .75rem 1rem; margin-block: 1rem; }
.done { border: 2px solid var(--good); color: var(--good); border-radius: .5rem; padding: .75rem 1rem; margin-block: 1rem; }
button { font: inherit; font-weight: 600; padding: .75rem 1.25rem; margin-top: 1rem; border-radius: .5rem; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.plain { background: transparent; color: var(--accent); }
.wide { width: 100%; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: start; padding: .4rem .5rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th.number, td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { overflow-x: auto; } .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.row form { display: inline; } .row button { margin-top: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
`;
