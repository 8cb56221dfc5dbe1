/** The look of `report.html`: light and dark by the reader’s system, black on white on paper. No fonts from elsewhere. */
export const reportStyle = `
:root{color-scheme:light dark;--paper:#fff;--ground:#f6f7f8;--text:#1c2026;--quiet:#5b6470;--edge:#dde1e6;--accent:#2f5fd0;
--keep:#2f7d5b;--change:#3a6cc4;--revoke:#b8452f;--defer:#a8760f;--open:#7b828c;--area:#2f7d5b22;--on:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#16191d;--ground:#101215;--text:#e4e7eb;--quiet:#9aa3ae;--edge:#2c3138;--accent:#8ab0ff;
--keep:#5fb98d;--change:#7fa8f0;--revoke:#e98a74;--defer:#d9ad4c;--open:#8d95a0;--area:#5fb98d2b;--on:#0f1214}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:14px/1.55 Inter,system-ui,-apple-system,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1000px;margin:32px auto;padding:48px 56px 56px;background:var(--paper);border:1px solid var(--edge);border-radius:10px}
h1{font-size:28px;line-height:1.2;letter-spacing:-.015em;margin:4px 0 6px;overflow-wrap:anywhere}
h2{font-size:17px;letter-spacing:-.005em;margin:44px 0 12px}h3{font-size:14px;margin:26px 0 8px}
p{margin:6px 0;max-width:76ch}a{color:var(--accent)}
.eyebrow,.quiet,dt,caption{color:var(--quiet)}.eyebrow{font-size:12px;font-weight:600;letter-spacing:.06em;text-transform:uppercase;margin:0}
code,.mono{font:12px/1.5 "JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:20px 0 0}dd{margin:0;overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(104px,1fr));gap:1px;background:var(--edge);border:1px solid var(--edge);border-radius:8px;overflow:hidden;margin:28px 0 10px}
.figures div{background:var(--paper);padding:14px 16px}.figures b{display:block;font-size:26px;line-height:1.15;font-weight:600;letter-spacing:-.02em}
.figures span{color:var(--quiet);font-size:12.5px}.dot{display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:6px}
table{border-collapse:collapse;width:100%;margin:8px 0}caption{text-align:left;font-size:12.5px;padding:2px 0 4px}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--edge);overflow-wrap:anywhere}
th{font-weight:600;font-size:12.5px;color:var(--quiet);white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap}
.scroll{overflow-x:auto}.tag{white-space:nowrap;font-weight:600}.dense td{font-size:13px;padding-top:4px;padding-bottom:4px}
figure{margin:14px 0 26px}figure svg{display:block;width:100%;max-width:760px;height:auto}figcaption{font-weight:600;margin-bottom:8px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:12.5px;color:var(--quiet);margin:0 0 8px;padding:0;list-style:none}
svg text{font:9px Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
.i-keep{fill:var(--keep)}.i-change{fill:var(--change)}.i-revoke{fill:var(--revoke)}.i-defer{fill:var(--defer)}.i-open{fill:var(--open)}
.i-text{fill:var(--text)}.i-quiet{fill:var(--quiet)}.i-onInk{fill:var(--on)}.i-area{fill:var(--area)}
.s-line{stroke:var(--edge)}.s-quiet{stroke:var(--quiet);stroke-dasharray:3 3}.s-keep{stroke:var(--keep);stroke-width:1.6;fill:none}
.c-keep{background:var(--keep)}.c-change{background:var(--change)}.c-revoke{background:var(--revoke)}.c-defer{background:var(--defer)}.c-open{background:var(--open)}
.t-keep{color:var(--keep)}.t-change{color:var(--change)}.t-revoke{color:var(--revoke)}.t-defer{color:var(--defer)}.t-open{color:var(--open)}
@media (max-width:700px){main{margin:0;padding:24px 18px;border:0;border-radius:0}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}}
@media print{:root{--paper:#fff;--ground:#fff;--text:#000;--quiet:#444;--edge:#bbb;--accent:#000;--keep:#2f7d5b;--change:#3a6cc4;--revoke:#b8452f;--defer:#a8760f;--open:#7b828c;--area:#2f7d5b22;--on:#fff;color-scheme:light}
@page{size:A4;margin:16mm 15mm}body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}main{margin:0;padding:0;border:0;max-width:none}
h2,h3,figcaption{break-after:avoid}tr,figure,.figures{break-inside:avoid}thead{display:table-header-group}}
`;
