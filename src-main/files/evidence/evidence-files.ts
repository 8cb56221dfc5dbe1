import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import type { EvidenceFile } from './evidence-manifest.ts';
import type { EvidenceSource } from './evidence-source.ts';

const file = (path: string, text: string): EvidenceFile => ({ path, bytes: Buffer.from(text, 'utf8') });

/** The files that say what was: everything that is for programs, and nothing that is made from it. */
export function recordFiles(source: EvidenceSource): EvidenceFile[] {
  const { rows, controls, entries, rosterAfter, answers, keys, verifier } = source;
  return [
    file('roster-before.json', canonicalText(rows)),
    file('roster-after.json', canonicalText(rosterAfter)),
    file('controls.json', canonicalText([...controls].sort())),
    file('entries.jsonl', entries.map((entry) => `${canonicalText(entry)}\n`).join('')),
    file('keys.json', canonicalText(keys)),
    ...answers.map(({ packet, bytes }) => ({ path: `answers/${packet}.json`, bytes })),
    { path: 'verify.mjs', bytes: verifier },
  ];
}
