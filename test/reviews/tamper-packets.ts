import { createHash } from 'node:crypto';
import { openPacketFile } from '../../src-main/files/packets/open-packet-file.ts';
import { sealPacketFile } from '../../src-main/files/packets/seal-packet-file.ts';
import { packetPage, sealForPage } from '../../src-main/files/packets/seal-packet-page.ts';
import type { Answered } from '../../src-shared/domain/review-file.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import { checkAnswer } from '../../src-shared/reviews/check-answer.ts';
import { answerText } from '../../src-shared/reviews/seal-answer.ts';
import { openPage } from '../builders/page-opener.ts';
import { quickPacketWork } from '../builders/quick-packets.ts';
import { answered, aPacket, campaignWith, nodeHmac, sha256 } from '../builders/review-packets.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';

/** What one tampering was, and whether it was noticed. */
export interface Tampering {
  /** E.g. `answer: decision changed`. */
  readonly what: string;
  readonly detected: boolean;
  /** How it was noticed, or what got through. */
  readonly detail: string;
}

type Numbers = (bound: number) => number;

const passphrase = 'correct horse battery stäple';
const now = Date.UTC(2026, 2, 3);
const packet = aPacket(12);

/** One byte changed, some taken away, some put in, two pieces swapped, or the end cut off. */
function damage(bytes: Buffer, number: Numbers): { readonly how: string; readonly bytes: Buffer } {
  const at = number(bytes.length);
  const length = 1 + number(Math.min(40, bytes.length - at));
  switch (number(5)) {
    case 0: {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 + number(255));
      return { how: 'byte changed', bytes: changed };
    }
    case 1:
      return {
        how: 'piece taken away',
        bytes: Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
      };
    case 2: {
      const more = Buffer.from(Array.from({ length }, () => number(256)));
      return { how: 'piece put in', bytes: Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]) };
    }
    case 3:
      return { how: 'end cut off', bytes: bytes.subarray(0, at) };
    default: {
      const to = number(bytes.length);
      const changed = Buffer.from(bytes);
      changed[at] = bytes[to] ?? 0;
      changed[to] = bytes[at] ?? 0;
      // Two bytes that are the same are no tampering.
      if (bytes.equals(changed)) changed[at] = (changed[at] ?? 0) ^ 1;
      return { how: 'bytes swapped', bytes: changed };
    }
  }
}

async function tamperFile(number: Numbers): Promise<Tampering> {
  const seal = { kind: 'age-passphrase', passphrase } as const;
  const file = Buffer.from(await sealPacketFile(packet, { seal, now, work: quickPacketWork }));
  const { how, bytes } = damage(file, number);
  try {
    await openPacketFile(bytes, { passphrase, identity: null });
    return { what: `packet: ${how}`, detected: false, detail: 'it was opened' };
  } catch (error) {
    const known = error instanceof RolebookError;
    return { what: `packet: ${how}`, detected: known, detail: known ? error.body.reason : String(error) };
  }
}

async function tamperPage(number: Numbers): Promise<Tampering> {
  const random = (count: number): Uint8Array => Buffer.from(Array.from({ length: count }, () => number(256)));
  const sealed = Buffer.from(
    sealForPage(packet, passphrase, { rounds: quickPacketWork.rounds, random }),
    'utf8',
  );
  const { how, bytes } = damage(sealed, number);
  const place = '<script type="application/json" id="packet"></script>';
  const page = Buffer.from(packetPage(place, bytes.toString('latin1'))).toString('utf8');
  const opened = await openPage(page, passphrase);
  return {
    what: `page: ${how}`,
    detected: opened === null,
    detail: opened === null ? 'page-not-opened' : 'it was opened',
  };
}

const keep = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } } as const;

/** Changes of what an answer says, each with the text in the form that an answer has, and the old seal. */
const wishes: readonly (readonly [
  string,
  (answer: { decisions: Answered[]; [member: string]: unknown }) => void,
])[] = [
  ['decision changed', ({ decisions }) => Object.assign(decisions[0] ?? {}, { decision: keep })],
  ['decision taken away', ({ decisions }) => void decisions.pop()],
  ['decision added', ({ decisions }) => void decisions.push(answered(['rule-9'], keep))],
  ['row moved', ({ decisions }) => Object.assign(decisions[0] ?? {}, { rows: ['rule-9'] })],
  ['order changed', (answer) => (answer.decisions = answer.decisions.toReversed())],
  [
    'time changed',
    ({ decisions }) => Object.assign(decisions[0] ?? {}, { decidedAt: '2026-03-02T09:00:01.000Z' }),
  ],
  ['haste hidden', ({ decisions }) => Object.assign(decisions[0] ?? {}, { tookMs: 60_000 })],
  ['reviewer changed', (answer) => (answer['reviewer'] = 'lena@example.com')],
  ['way changed', (answer) => (answer['way'] = 'file')],
  ['sign-off moved', (answer) => (answer['signedOffAt'] = '2026-03-01T09:00:00.000Z')],
  ['rows hash changed', (answer) => (answer['rowsHash'] = '0'.repeat(64))],
  ['campaign changed', (answer) => (answer['campaign'] = packet.packet)],
];

async function tamperAnswer(number: Numbers): Promise<Tampering> {
  const decisions = [
    answered(['rule-2', 'rule-3'], { kind: 'revoke', reason: { code: 'not-used', text: 'Größe' } }),
    answered(['rule-1'], { kind: 'revoke', reason: null }),
    answered([`rule-${4 + number(4)}`], keep),
  ];
  const text = await answerText(
    { packet, way: 'page', decisions, signedOffAt: '2026-03-02T10:00:00.000Z' },
    nodeHmac,
  );
  let how: string;
  let changed: string;
  if (number(2) === 0) {
    const damaged = damage(Buffer.from(text, 'utf8'), number);
    how = damaged.how;
    changed = damaged.bytes.toString('utf8');
  } else {
    const [name, wish] = wishes[number(wishes.length)] ?? ['', () => {}];
    how = name;
    const answer = JSON.parse(text);
    wish(answer);
    // One in three knows that there is a seal, and not the key.
    if (number(3) === 0) {
      delete answer.mac;
      answer.mac = createHash('sha256').update(canonicalText(answer)).digest('hex');
    }
    changed = canonicalText(answer);
  }
  const { campaign, fold } = campaignWith(packet, 'page');
  const verdict = await checkAnswer(changed, {
    campaign,
    state: fold.state,
    answerHash: sha256(changed),
    now,
    hmac: nodeHmac,
    answerKey: () => Promise.resolve(packet.answerKey),
  });
  return {
    what: `answer: ${how}`,
    detected: !verdict.ok,
    detail: verdict.ok ? 'it was taken' : verdict.reason,
  };
}

/** One tampering with a sealed packet, a page or an answer; the same seed does the same. For `npm run review:tamper`. */
export async function tamperPacketOnce(seed: number): Promise<Tampering> {
  const number = seededNumbers(seed);
  const kind = number(4);
  if (kind === 0) return await tamperFile(number);
  return kind === 1 ? await tamperPage(number) : await tamperAnswer(number);
}
