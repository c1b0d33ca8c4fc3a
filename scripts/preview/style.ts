import { Html } from './html';

const light = ['#0b6bcb', '#c2410c', '#15803d', '#7c3aed', '#b45309', '#0e7490', '#be185d', '#4d7c0f'];
const dark = ['#6cb2ff', '#ff9d66', '#5fd38d', '#b79bff', '#f2b84b', '#4fd1e0', '#ff8ac2', '#b2d95a'];
const palette = (colours: readonly string[]) => colours.map((colour, place) => `--c${place}: ${colour};`).join(' ');

/** Rows are at least as high as CloudWatch has them, and higher where what is in them would be cut otherwise. */
export const style = (columns: number): Html =>
  new Html(`
:root {
  color-scheme: light dark;
  --page: #f2f3f5; --card: #ffffff; --edge: #d5d9de; --ink: #16191f; --soft: #545b64;
  --code: #eef1f4; --grid: #e6e9ed; --limit: #c62828; --tint: rgb(198 40 40 / 10%); --link: #0b6bcb;
  ${palette(light)}
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #181c23; --edge: #323843; --ink: #e7eaee; --soft: #a3abb6;
    --code: #222833; --grid: #2a303a; --limit: #ff7b72; --tint: rgb(255 123 114 / 14%); --link: #6cb2ff;
    ${palette(dark)}
  }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
a { color: var(--link); }
nav { background: var(--card); border-bottom: 1px solid var(--edge); padding: 20px 28px; }
nav h1 { font-size: 22px; }
nav p { color: var(--soft); margin: 2px 0 10px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; padding: 0; }
section { padding: 24px 28px 8px; }
header.dashboard { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 14px; margin-bottom: 12px; }
header.dashboard h2 { font-size: 18px; overflow-wrap: anywhere; }
header.dashboard p { color: var(--soft); }
.grid { display: grid; grid-template-columns: repeat(${columns}, minmax(0, 1fr)); grid-auto-rows: minmax(34px, auto); gap: 8px; }
.widget { background: var(--card); border: 1px solid var(--edge); border-radius: 8px; display: flex; flex-direction: column; gap: 8px; padding: 10px 12px; min-width: 0; overflow-wrap: anywhere; }
.widget.text { justify-content: center; }
.widget header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; }
.widget h3 { font-size: 14px; }
.notes { color: var(--soft); display: flex; flex-wrap: wrap; font-size: 12px; gap: 0 10px; }
.markdown { display: flow-root; }
.markdown h1 { font-size: 20px; margin-bottom: 4px; }
.markdown h2 { font-size: 16px; margin-bottom: 2px; }
.markdown p + p { color: var(--soft); margin-top: 4px; }
.markdown code { background: var(--code); border-radius: 4px; padding: 0 4px; }
.plot { background: repeating-linear-gradient(to top, var(--grid) 0 1px, transparent 1px 25%); border: solid var(--edge); border-width: 0 0 1px 1px; flex: 1 0 84px; position: relative; }
.plot .limit { left: 0; position: absolute; right: 0; }
.plot .above { background: var(--tint); border-bottom: 2px dashed var(--limit); height: 22%; top: 0; }
.plot .below { background: var(--tint); border-top: 2px dashed var(--limit); bottom: 0; height: 22%; }
.number { align-items: center; color: var(--soft); display: flex; flex: 1 0 84px; font-size: 40px; justify-content: center; }
.lines { color: var(--limit); font-size: 12px; list-style: none; padding: 0; }
.lines li::before { border-top: 2px dashed var(--limit); content: ""; display: inline-block; margin-right: 6px; vertical-align: middle; width: 18px; }
.metrics { display: grid; font-size: 12px; gap: 6px 14px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); list-style: none; padding: 0; }
.metrics li { display: flex; gap: 7px; min-width: 0; }
.metrics div { min-width: 0; }
.metrics i { border-radius: 2px; flex: none; height: 10px; margin-top: 4px; width: 10px; }
${light.map((_, place) => `.c${place} { background: var(--c${place}); }`).join('\n')}
.how, .source { color: var(--soft); }
.source { font-family: ui-monospace, "Liberation Mono", monospace; font-size: 11px; }
.source em { color: var(--ink); font-style: normal; }
.chips { display: flex; flex-wrap: wrap; gap: 4px 6px; list-style: none; padding: 0; }
.chips li { background: var(--code); border-radius: 10px; font-size: 12px; padding: 1px 9px; }
pre { background: var(--code); border-radius: 6px; flex: 1; font: 12px/1.5 ui-monospace, "Liberation Mono", monospace; padding: 8px 10px; white-space: pre-wrap; }
@media print { section { break-before: page; } }
`);
