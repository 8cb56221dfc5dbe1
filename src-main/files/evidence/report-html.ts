import { auditAnswers } from './audit-questions.ts';
import { methodSteps } from './method-text.ts';
import { barsDrawing, type Drawing, outcomeInks, progressDrawing, type Shape } from './plot-drawing.ts';
import { minuteText, type ReportFacts, type RowFacts } from './report-facts.ts';
import { percent, secondsText } from './report-numbers.ts';
import { reportStyle } from './report-style.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that HTML takes for nothing else. Characters that steer the direction of text are shown by their numbers. */
export const escaped = (text: string): string =>
  text
    .replaceAll(
      /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g,
      (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`,
    )
    .replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? '');

const at = (value: number): string => String(Math.round(value * 100) / 100);

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect class="i-${shape.ink}" x="${at(shape.x)}" y="${at(shape.y)}" width="${at(shape.width)}" height="${at(shape.height)}" rx="1.5"/>`;
    case 'line':
      return `<line class="s-${shape.ink}" x1="${at(shape.from[0])}" y1="${at(shape.from[1])}" x2="${at(shape.to[0])}" y2="${at(shape.to[1])}"/>`;
    case 'path': {
      const points = shape.points.map(([x, y]) => `${at(x)} ${at(y)}`).join('L');
      return `<path class="${shape.closed ? 'i' : 's'}-${shape.ink}" d="M${points}${shape.closed ? 'Z' : ''}"/>`;
    }
    case 'text':
      return `<text class="i-${shape.ink}" x="${at(shape.x)}" y="${at(shape.y)}" text-anchor="${shape.align}">${escaped(shape.text)}</text>`;
  }
}

const isNumber = (value: string | number): boolean =>
  typeof value === 'number' || /^[\d.,]+ (%|s)$/.test(value);

function table(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  caption = '',
): string {
  const numeric = header.map((_, n) => rows.length > 0 && rows.every((row) => isNumber(row[n] ?? '')));
  const mark = (n: number): string => (numeric[n] === true ? ' class="n"' : '');
  const head = header.map((name, n) => `<th scope="col"${mark(n)}>${escaped(name)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((value, n) => `<td${mark(n)}>${typeof value === 'number' ? value.toLocaleString('en') : escaped(value)}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll"><table class="dense">${caption === '' ? '' : `<caption>${escaped(caption)}</caption>`}<thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

function figure(drawing: Drawing, legend: boolean): string {
  const { title, width, height, shapes, header, table: twin } = drawing;
  const inks = outcomeInks
    .map(({ ink, word }) => `<li><span class="dot c-${ink}"></span>${word}</li>`)
    .join('');
  return `<figure><figcaption>${escaped(title)}</figcaption>${legend ? `<ul class="legend">${inks}</ul>` : ''}
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}; the same in numbers below">${shapes.map(shapeSvg).join('')}</svg>
${table(header, twin)}</figure>`;
}

const inkOf: Readonly<Record<string, string>> = {
  keep: 'keep',
  change: 'change',
  revoke: 'revoke',
  defer: 'defer',
};

function rowsTable(rows: readonly RowFacts[], withEnding: boolean): string {
  const lines = rows.map(
    ({ subject, role, place, privileged, control, kind, outcome, reason, decided, ending }) => {
      const notes = [privileged ? 'privileged' : '', control ? 'control' : '']
        .filter((note) => note !== '')
        .join(', ');
      const who = decided
        .map((one) => `${escaped(one.by)}<br><span class="quiet">${minuteText(one.at)}</span>`)
        .join('<br>');
      const said = `<span class="tag t-${inkOf[kind] ?? 'open'}">${escaped(outcome)}</span>${reason === '' ? '' : `<br><span class="quiet">${escaped(reason)}</span>`}`;
      return `<tr><td>${escaped(subject)}</td><td>${escaped(role)}${notes === '' ? '' : `<br><span class="quiet">${notes}</span>`}</td><td>${escaped(place)}</td><td>${said}</td><td>${who}</td>${withEnding ? `<td>${escaped(ending)}</td>` : ''}</tr>`;
    },
  );
  const header = [
    'Subject',
    'Role',
    'Place',
    'Decision',
    'Reviewer and time',
    ...(withEnding ? ['What became of it'] : []),
  ];
  return `<div class="scroll"><table class="dense"><thead><tr>${header.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table></div>`;
}

function figures({ totals }: ReportFacts): string {
  const cells = outcomeInks.map(
    ({ ink, word, count }) =>
      `<div><b>${count(totals).toLocaleString('en')}</b><span><span class="dot c-${ink}"></span>${word}</span></div>`,
  );
  return `<div class="figures"><div><b>${totals.rows.toLocaleString('en')}</b><span>Rows in all</span></div>${cells.join('')}</div>`;
}

function reviewersTable({ reviewers }: ReportFacts): string {
  return table(
    [
      'Reviewer',
      'Rows',
      'Signed off',
      'How',
      'Time per row, middle',
      '9 of 10 within',
      'Longest run of keeps',
      'Together',
      'Privileged kept without reason',
      'Controls caught',
    ],
    reviewers.map(({ id, name, rows, signedOffAt, ways, quality }) => [
      name === id ? id : `${name} (${id})`,
      rows,
      signedOffAt === null ? 'not signed off' : minuteText(signedOffAt),
      ways.join(', '),
      ...(quality === null
        ? ['', '', '', '', '', '']
        : [
            secondsText(quality.medianMs),
            secondsText(quality.p90Ms),
            String(quality.longestKeeps),
            percent(quality.bulkShare),
            percent(quality.keptUnexplained),
            quality.controlsSeen === 0 ? 'none seen' : `${quality.controlsCaught} of ${quality.controlsSeen}`,
          ]),
    ]),
  );
}

/** `report.html`: one page without scripts or anything from elsewhere, for screen and paper. */
export function reportHtml(facts: ReportFacts): string {
  const { campaign, rows } = facts;
  const { settings, tenant } = campaign;
  const done = rows.filter(({ kind, control }) => !control && (kind === 'revoke' || kind === 'change'));
  const explained = rows.filter(
    ({ kind, ending }) => ['conflict', 'not-mine', 'undecided'].includes(kind) && ending !== '',
  );
  const audit = auditAnswers(facts).map(
    ({ question, answer, where }) =>
      `<tr><td><b>${question}</b></td><td>${escaped(answer)}</td><td class="quiet">${escaped(where)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(settings.name)}: access review of ${escaped(tenant.label)}</title><style>${reportStyle}</style></head><body><main>
<p class="eyebrow">Access review</p>
<h1>${escaped(settings.name)}</h1>
<p class="quiet">${escaped(tenant.label)} · ${escaped(tenant.url)} · version ${escaped(tenant.productVersion)}</p>
<dl><dt>Frozen</dt><dd>${minuteText(campaign.createdAt)} by ${escaped(campaign.createdBy)}</dd><dt>Due</dt><dd>${settings.due}</dd><dt>Closed</dt><dd>${minuteText(facts.closedAt)} by ${escaped(facts.closedBy)}</dd>
<dt>Key’s fingerprint</dt><dd class="mono">${facts.fingerprint}</dd><dt>Head of the chain</dt><dd class="mono">${facts.head}</dd></dl>
${figures(facts)}
<p class="quiet">${facts.totals.rows} = ${outcomeInks.map(({ word, count }) => `${count(facts.totals)} ${word.toLowerCase()}`).join(' + ')}. ${facts.proven} of ${facts.due} revocations and changes proven at the tenant.</p>
<h2>What auditors ask</h2>
<div class="scroll"><table><thead><tr><th scope="col">Asked</th><th scope="col">Answered</th><th scope="col">Where in the pack</th></tr></thead><tbody>
${audit.join('\n')}
</tbody></table></div>
<h2>Decisions</h2>
${figure(barsDrawing('By department', facts.byDepartment), true)}
${figure(barsDrawing('By role', facts.byRole), true)}
${figure(progressDrawing(facts), false)}
<h2>How carefully it was reviewed</h2>
<p>Times and habits, not a verdict: one long run of keeps can be right. Time per row is shared out where rows were decided together.</p>
${reviewersTable(facts)}
<h2>Revoked and changed</h2>
${done.length === 0 ? '<p>Nothing was to be revoked or changed.</p>' : rowsTable(done, true)}
${explained.length === 0 ? '' : `<h2>Left open, and why</h2>${rowsTable(explained, true)}`}
<h2>Every row</h2>
${rowsTable(rows, false)}
<h2>How it was done</h2>
<ol>${methodSteps(facts)
    .map((step) => `<li><p>${escaped(step)}</p></li>`)
    .join('\n')}</ol>
<h2>Checking this pack</h2>
<p>This page says nothing that the other files do not, and proves nothing by itself. The program in the pack checks all of it with Node 20 and nothing else:</p>
<p><code>node verify.mjs PACK.zip ${facts.fingerprint}</code></p>
<p>Take the program and the fingerprint from somewhere else than from this pack: whoever forges a pack can forge both.</p>
</main></body></html>
`;
}
