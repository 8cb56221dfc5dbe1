import { recordFiles } from './evidence-files.ts';
import { type EvidenceFile, manifestOf, signatureOf } from './evidence-manifest.ts';
import type { EvidenceSource } from './evidence-source.ts';
import { evidenceZip } from './evidence-zip.ts';

const textFile = (path: string, text: string): EvidenceFile => ({ path, bytes: Buffer.from(text, 'utf8') });

/** The files for people. Fonts and what draws with them are loaded here, where they are used. */
async function reportFiles(source: EvidenceSource): Promise<EvidenceFile[]> {
  const { reportFacts } = await import('./report-facts.ts');
  const { reportHtml } = await import('./report-html.ts');
  const { reportPdf } = await import('./report-pdf.ts');
  const { methodText } = await import('./method-text.ts');
  const { loadLetterFaces } = await import('../letters/letter-faces.ts');
  const facts = reportFacts(source);
  return [
    textFile('method.md', methodText(facts)),
    textFile('report.html', reportHtml(facts)),
    { path: 'report.pdf', bytes: await reportPdf(facts, loadLetterFaces()) },
  ];
}

/**
 * The bytes of a campaign’s pack; the same campaign and key give the same ones. Without `reports` the files for people are
 * empty: enough to see whether the pack would hold. Throws for a campaign that is not closed.
 */
export async function makeEvidence(
  source: EvidenceSource,
  signer: { readonly publicKey: string; sign(bytes: Uint8Array): string | Promise<string> },
  { reports }: { readonly reports: boolean },
): Promise<Uint8Array> {
  const first = source.entries[0]?.event;
  const last = source.entries.at(-1);
  if (first?.type !== 'opened' || last?.event.type !== 'closed')
    throw new Error('the campaign is not closed');
  const forPeople = reports
    ? await reportFiles(source)
    : ['method.md', 'report.html', 'report.pdf'].map((path) => textFile(path, ''));
  const files = [...recordFiles(source), ...forPeople];
  const manifest = manifestOf(files, { campaign: first.campaign.id, head: last.hash });
  const signature = signatureOf(signer.publicKey, await signer.sign(manifest.bytes));
  return await evidenceZip([manifest, signature, ...files], new Date(last.at));
}
