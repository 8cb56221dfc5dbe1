import { describe, expect, it } from 'vitest';
import { openPage } from '../builders/page-opener.ts';
import { barePage } from '../builders/quick-packets.ts';
import { packetPage, sealForPage } from '../../src-main/files/packets/seal-packet-page.ts';
import { openDraft, pageHmac, sealDraft } from '../../src-renderer/packet-page/page-crypto.ts';
import { aPacket, nodeHmac } from '../builders/review-packets.ts';
import { tamperPacketOnce } from './tamper-packets.ts';

describe('tampering with packets, pages and answers', () => {
  it('is noticed, every time', async () => {
    const missed: string[] = [];
    for (let seed = 1; seed <= 200; seed += 1) {
      const { what, detected, detail } = await tamperPacketOnce(seed);
      if (!detected) missed.push(`seed ${seed}: ${what}: ${detail}`);
    }
    expect(missed).toEqual([]);
  });
});

describe('a page of a packet', () => {
  const packet = aPacket(3);
  const random = (count: number): Uint8Array => Buffer.alloc(count, 5);
  const sealed = sealForPage(packet, 'Größe und Weite', { rounds: 1000, random });
  const page = Buffer.from(packetPage(barePage, sealed)).toString('utf8');

  it('opens by its passphrase, however its letters were typed, and by no other', async () => {
    expect((await openPage(page, 'Größe und Weite'))?.packet).toEqual(packet);
    expect((await openPage(page, 'Größe und Weite'.normalize('NFD')))?.packet).toEqual(packet);
    expect(await openPage(page, 'Groesse und Weite')).toBeNull();
    expect(page).not.toContain('example.com');
  });

  it('keeps drafts that it alone can read, each for its own packet', async () => {
    const opened = await openPage(page, 'Größe und Weite');
    if (opened === null) throw new Error('not opened');
    const draft = await sealDraft(opened, [{ rows: ['rule-1'] }]);
    expect(draft).not.toContain('rule-1');
    expect(await openDraft(opened, draft)).toEqual([{ rows: ['rule-1'] }]);
    expect(await openDraft(opened, draft.replace('"data":"', '"data":"A'))).toBeNull();
    const other = { ...opened, packet: aPacket(3, { packet: packet.campaign.id }) };
    expect(await openDraft(other, draft)).toBeNull();
    expect(await openDraft(opened, 'something else')).toBeNull();
  });

  it('seals answers as Node does', async () => {
    expect(await pageHmac(packet.answerKey, 'Größe')).toBe(await nodeHmac(packet.answerKey, 'Größe'));
  });
});
