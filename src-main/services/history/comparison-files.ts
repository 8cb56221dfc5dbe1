import type { HistoryMoment, HistoryLine } from '../../../src-shared/domain/history.ts';
import { actorWords, classWords, fieldWords } from '../../../src-shared/history/change-words.ts';
import { spreadsheetCsv } from '../../files/formats/spreadsheet-csv.ts';

/** A whole comparison, and whose it is. */
export interface ComparisonReport {
  readonly tenant: string;
  readonly from: HistoryMoment;
  readonly to: HistoryMoment;
  readonly lines: readonly HistoryLine[];
  readonly quiet: number;
  /** RFC 3339. */
  readonly madeAt: string;
}

const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const momentText = ({ at, names }: HistoryMoment): string =>
  names.length === 0 ? timeText(at) : `${timeText(at)} (${names.join(', ')})`;

const quietText = (quiet: number): string =>
  quiet === 0 ? '' : `${quiet} more changed only by themselves, such as a last sign-in.`;

/** Lines by class, riskiest first. */
const grouped = ({ lines }: ComparisonReport): ReadonlyMap<HistoryLine['class'], readonly HistoryLine[]> =>
  Map.groupBy(lines, (line) => line.class);

const header = ['Class', 'Kind', 'Key', 'Name', 'What happened', 'Fields', 'Affected', 'By', 'When'];

/** For spreadsheets, a line a row. */
export function comparisonCsv({ lines }: ComparisonReport): string {
  return `\uFEFF${spreadsheetCsv(
    header,
    lines.map((line) => [
      classWords[line.class],
      line.kind,
      line.key,
      line.name,
      line.text,
      fieldWords(line),
      line.affected,
      actorWords(line),
      line.by?.at ?? '',
    ]),
  )}`;
}

/** Everything, for programs. */
export function comparisonJson({ tenant, from, to, lines, quiet, madeAt }: ComparisonReport): string {
  const report = { format: 'rolebook-comparison', version: 1, tenant, madeAt, from, to, quiet, lines };
  return `${JSON.stringify(report, null, 1)}\n`;
}

/** Text that Markdown takes for nothing else. Line breaks become spaces. */
const plain = (text: string): string =>
  text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_{}[\]()#+\-.!|<>&~]/g, String.raw`\$&`);

/** For a ticket or a wiki. */
export function comparisonMarkdown(report: ComparisonReport): string {
  const parts = [
    `# Changes at ${plain(report.tenant)}`,
    `From ${plain(momentText(report.from))} to ${plain(momentText(report.to))}: ${report.lines.length} changes.`,
  ];
  for (const [name, lines] of grouped(report)) {
    const items = lines.map((line) => {
      const by = actorWords(line);
      const fields = fieldWords(line).map((field) => `  - ${plain(field)}`);
      const said = `- **${plain(line.name)}** ${plain(line.text)}${by === '' ? '' : ` — by ${plain(by)}`}`;
      return [said, ...fields].join('\n');
    });
    parts.push(`## ${classWords[name]} (${lines.length})`, items.join('\n'));
  }
  if (report.quiet > 0) parts.push(quietText(report.quiet));
  return `${parts.join('\n\n')}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? '');

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:32px auto;max-width:1000px;padding:0 16px;color:#1c1f24;background:#fff}
h1{font-size:22px}h2{font-size:16px;margin-top:28px}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #d9dce1;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;color:#4a505a}ul{margin:4px 0 0;padding-left:18px;color:#4a505a}`;

/** One page without scripts or anything from elsewhere. */
export function comparisonHtml(report: ComparisonReport): string {
  const sections = [...grouped(report)].map(([name, lines]) => {
    const rows = lines.map((line) => {
      const fields = fieldWords(line).map((field) => `<li>${escaped(field)}</li>`);
      const list = fields.length === 0 ? '' : `<ul>${fields.join('')}</ul>`;
      const affected = line.affected === null ? '' : String(line.affected);
      return `<tr><td>${escaped(line.name)}</td><td>${escaped(line.text)}${list}</td><td>${affected}</td><td>${escaped(actorWords(line))}</td></tr>`;
    });
    return `<h2>${escaped(classWords[name])} (${lines.length})</h2>
<table><thead><tr><th>Name</th><th>What happened</th><th>Affected</th><th>By</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
  });
  const title = `Changes at ${escaped(report.tenant)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${style}</style></head><body>
<h1>${title}</h1>
<p>From ${escaped(momentText(report.from))} to ${escaped(momentText(report.to))}: ${report.lines.length} changes. Made ${escaped(report.madeAt)}.</p>
${sections.join('\n')}
<p>${escaped(quietText(report.quiet))}</p>
</body></html>
`;
}
