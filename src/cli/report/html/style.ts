/** The style sheet of the report: light and dark, paper, and pages as narrow as a telephone. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--back:#fff;--raised:#f6f8fa;--link:#0550ae;--script:#0969da;--style:#8250df;--markup:#57606a;--bad:#b3261e;--warn:#7a4d00}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#3d444d;--back:#0d1117;--raised:#161b22;--link:#79b8ff;--script:#4493f8;--style:#ab7df8;--markup:#8b949e;--bad:#ff8f85;--warn:#e3b341}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:75rem;padding:1.5rem 1rem 4rem;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{font-size:1rem;margin:1.25rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--link)}
.soft,dt,th{color:var(--soft)}
code{font:.875em/1.45 ui-monospace,monospace;overflow-wrap:anywhere}
.digest{font-size:.8em}
.name{white-space:nowrap}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:1rem 0;padding:0}
nav a{display:inline-block;padding:.25rem 0}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:.75rem 1.5rem;margin:1rem 0}
dt{font-size:.85rem}
dd{margin:0;overflow-wrap:anywhere}
.tiles dd{font-size:1.35rem;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
.wide:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:1px}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{padding:.4rem .75rem;text-align:start;vertical-align:top;border-top:1px solid var(--line)}
th{border-top:0;background:var(--raised);font-weight:600;white-space:nowrap}
.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
td{min-width:6rem}td.n{min-width:0}
.bar{display:block;width:100%;height:.6rem;background:var(--raised);border-radius:2px;margin:.25rem 0}
.script{fill:var(--script);color:var(--script)}.style{fill:var(--style);color:var(--style)}.markup{fill:var(--markup);color:var(--markup)}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.5rem 0;font-size:.9rem}
.key svg{width:.8rem;height:.8rem;margin-inline-end:.4rem;vertical-align:-.08rem}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:0 .9rem}
.many details{content-visibility:auto;contain-intrinsic-size:auto 3rem}
summary{cursor:pointer;padding:.6rem 0;overflow-wrap:anywhere}
summary .soft{font-size:.9rem}
details[open]{padding-bottom:1rem}
.error{color:var(--bad);font-weight:600}.warning{color:var(--warn);font-weight:600}
ul.plain{padding-inline-start:1.25rem;margin:.5rem 0}
ul.plain li{overflow-wrap:anywhere}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;font-size:.9rem}
@media (max-width:40rem){.tiles{grid-template-columns:1fr 1fr}table{font-size:.85rem}th,td{padding:.35rem .5rem}}
@media print{:root{--ink:#000;--soft:#333;--line:#999;--back:#fff;--raised:#eee;--link:#000;--bad:#900;--warn:#540}body{max-width:none;padding:0;font-size:10pt}nav{display:none}.wide{overflow:visible;border:0}.many details{content-visibility:visible}tr,dl>div{break-inside:avoid}h2,h3{break-after:avoid}a{text-decoration:none}}
`.trim();
