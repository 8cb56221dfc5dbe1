import { Buffer } from 'node:buffer';
import Pdf from 'pdfkit';
import type { LetterFaces } from '../letters/letter-faces.ts';
import { createLetterPen, type LetterDocument, type LetterPen, type Style } from '../letters/letter-pen.ts';
import { auditAnswers } from './audit-questions.ts';
import { methodSteps } from './method-text.ts';
import { edge, Flow, inks, inner, page, quiet, small, text } from './pdf-flow.ts';
import { barsDrawing, outcomeInks, progressDrawing } from './plot-drawing.ts';
import { minuteText, type ReportFacts, type RowFacts } from './report-facts.ts';
import { percent, secondsText } from './report-numbers.ts';

/** Rows beyond these are in the other files: paper is for reading. */
const mostRows = 400;

function drawHead(flow: Flow, facts: ReportFacts): void {
  const { campaign } = facts;
  const { tenant, settings } = campaign;
  const { pen } = flow;
  pen.line('ACCESS REVIEW', page.side, flow.y, { face: 'strong', size: 8, color: quiet });
  flow.y += 14;
  flow.paragraph(settings.name, { face: 'strong', size: 22, color: '#1c2026' });
  flow.paragraph(`${tenant.label} · ${tenant.url} · version ${tenant.productVersion}`, {
    ...text,
    color: quiet,
  });
  flow.y += 8;
  const lines: readonly (readonly [string, string, Style])[] = [
    ['Frozen', `${minuteText(campaign.createdAt)} by ${campaign.createdBy}`, text],
    ['Due', settings.due, text],
    ['Closed', `${minuteText(facts.closedAt)} by ${facts.closedBy}`, text],
    ['Key’s fingerprint', facts.fingerprint, { face: 'mono', size: 7.5, color: '#1c2026' }],
    ['Head of the chain', facts.head, { face: 'mono', size: 7.5, color: '#1c2026' }],
  ];
  for (const [name, value, style] of lines) {
    pen.line(name, page.side, flow.y, { ...text, color: quiet });
    pen.line(value, page.side + 100, flow.y + (text.size - style.size), style);
    flow.y += 15;
  }
}

function drawFigures(flow: Flow, { totals, proven, due }: ReportFacts): void {
  const { document, pen } = flow;
  const cells = [
    { word: 'Rows in all', count: totals.rows, ink: null },
    ...outcomeInks.map(({ word, count, ink }) => ({ word, count: count(totals), ink })),
  ];
  const wide = inner / cells.length;
  flow.y += 14;
  document.roundedRect(page.side, flow.y, inner, 54, 5).lineWidth(0.6).stroke(edge);
  cells.forEach(({ word, count, ink }, n) => {
    const x = page.side + n * wide;
    if (n > 0)
      document
        .moveTo(x, flow.y)
        .lineTo(x, flow.y + 54)
        .lineWidth(0.6)
        .stroke(edge);
    pen.line(count.toLocaleString('en'), x + 10, flow.y + 8, { face: 'strong', size: 19, color: '#1c2026' });
    if (ink !== null) document.rect(x + 10, flow.y + 37, 6.5, 6.5).fill(inks[ink]);
    pen.line(word, x + (ink === null ? 10 : 20), flow.y + 35.5, small);
  });
  flow.y += 64;
  const sum = outcomeInks.map(({ word, count }) => `${count(totals)} ${word.toLowerCase()}`).join(' + ');
  flow.paragraph(
    `${totals.rows} = ${sum}. ${proven} of ${due} revocations and changes proven at the tenant.`,
    { ...text, color: quiet },
  );
}

const rowCells =
  (withEnding: boolean) =>
  ({ subject, role, privileged, control, place, outcome, reason, decided, ending }: RowFacts): string[] => [
    subject.replace(/ \(([^()]*)\)$/, '\n$1'),
    [role, privileged ? '(privileged)' : '', control ? '(control)' : '']
      .filter((part) => part !== '')
      .join(' '),
    place,
    reason === '' ? outcome : `${outcome}\n${reason}`,
    decided.map(({ by, at }) => `${by}\n${minuteText(at)}`).join('\n'),
    ...(withEnding ? [ending] : []),
  ];

function drawRows(flow: Flow, rows: readonly RowFacts[], withEnding: boolean): void {
  const ending = withEnding ? ['What became of it'] : [];
  flow.table(
    ['Subject', 'Role', 'Place', 'Decision', 'Reviewer and time', ...ending],
    [25, 15, 19, 19, 24, ...(withEnding ? [20] : [])],
    rows.slice(0, mostRows).map(rowCells(withEnding)),
  );
  const more = rows.length - mostRows;
  if (more > 0)
    flow.paragraph(`${more.toLocaleString('en')} more are in report.html and entries.jsonl.`, small);
}

function drawReviewers(flow: Flow, { reviewers }: ReportFacts): void {
  flow.paragraph(
    'Times and habits, not a verdict: one long run of keeps can be right. Time per row is shared out where rows were decided together.',
  );
  flow.table(
    [
      'Reviewer',
      'Rows',
      'Signed off',
      'How',
      'Time per row: middle, 9 of 10',
      'Longest run of keeps',
      'Decided together',
      'Privileged kept without reason',
      'Controls caught',
    ],
    [28, 8, 17, 14, 14, 11, 12, 14, 11],
    reviewers.map(({ id, rows, signedOffAt, ways, quality }) => [
      id,
      String(rows),
      signedOffAt === null ? 'not signed off' : minuteText(signedOffAt),
      ways.join(', '),
      ...(quality === null
        ? ['', '', '', '', '']
        : [
            `${secondsText(quality.medianMs)}, ${secondsText(quality.p90Ms)}`,
            String(quality.longestKeeps),
            percent(quality.bulkShare),
            percent(quality.keptUnexplained),
            quality.controlsSeen === 0 ? 'none seen' : `${quality.controlsCaught} of ${quality.controlsSeen}`,
          ]),
    ]),
  );
}

function drawFeet(document: LetterDocument, pen: LetterPen, facts: ReportFacts): void {
  const { start, count } = document.bufferedPageRange();
  for (let n = 0; n < count; n += 1) {
    document.switchToPage(start + n);
    const number = `${n + 1} / ${count}`;
    const y = page.height - 42;
    document
      .moveTo(page.side, y - 6)
      .lineTo(page.width - page.side, y - 6)
      .lineWidth(0.5)
      .stroke(edge);
    pen.line(`head ${facts.head.slice(0, 16)}…   key ${facts.fingerprint.slice(0, 16)}…`, page.side, y, {
      face: 'mono',
      size: 6.5,
      color: quiet,
    });
    pen.line(number, page.width - page.side - pen.width(number, small), y - 1, small);
  }
}

/** `report.pdf`: the report for paper. The same facts give the same bytes. */
export async function reportPdf(facts: ReportFacts, faces: LetterFaces): Promise<Uint8Array> {
  const document = new Pdf({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${facts.campaign.settings.name}: access review`,
      Creator: 'Rolebook',
      CreationDate: new Date(facts.closedAt),
    },
  });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (piece: Buffer) => void pieces.push(piece));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const pen = createLetterPen(document, faces);
  const flow = new Flow(document, pen);
  drawHead(flow, facts);
  drawFigures(flow, facts);
  flow.heading('What auditors ask');
  flow.table(
    ['Asked', 'Answered', 'Where in the pack'],
    [26, 44, 30],
    auditAnswers(facts).map(({ question, answer, where }) => [question, answer, where]),
  );
  const bars = [barsDrawing('By department', facts.byDepartment), barsDrawing('By role', facts.byRole)];
  flow.heading('Decisions', (bars[0]?.height ?? 0) + 56);
  for (const drawing of bars) {
    flow.y += 6;
    flow.drawing(drawing, true);
    flow.table(
      drawing.header,
      [30, 10, 10, 10, 10, 10, 10],
      drawing.table.map((row) => row.map(String)),
    );
  }
  const progress = progressDrawing(facts);
  flow.drawing(progress, false);
  flow.table(
    progress.header,
    [30, 30, 30],
    progress.table.map((row) => row.map(String)),
  );
  flow.heading('How carefully it was reviewed');
  drawReviewers(flow, facts);
  const of = (kinds: readonly string[]): RowFacts[] =>
    facts.rows.filter(({ kind, control }) => !control && kinds.includes(kind));
  flow.heading('Revoked and changed');
  drawRows(flow, of(['revoke', 'change']), true);
  const open = of(['conflict', 'not-mine', 'undecided']);
  if (open.length > 0) {
    flow.heading('Left open, and why');
    drawRows(flow, open, true);
  }
  flow.heading('Every other row');
  drawRows(
    flow,
    facts.rows.filter(({ kind, control }) => control || kind === 'keep' || kind === 'defer'),
    false,
  );
  flow.heading('How it was done');
  methodSteps(facts).forEach((step, n) => flow.paragraph(`${n + 1}. ${step}`));
  flow.heading('Checking this pack');
  flow.paragraph(
    'This report says nothing that the other files do not, and proves nothing by itself. The program in the pack checks all of it with Node 20 and nothing else:',
  );
  flow.paragraph(`node verify.mjs PACK.zip ${facts.fingerprint}`, {
    face: 'mono',
    size: 7.5,
    color: '#1c2026',
  });
  flow.paragraph(
    'Take the program and the fingerprint from somewhere else than from this pack: whoever forges a pack can forge both.',
  );
  drawFeet(document, pen, facts);
  document.end();
  await ended;
  return Buffer.concat(pieces);
}
