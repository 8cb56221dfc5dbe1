import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Answered, answeredSchema } from '../../../src-shared/domain/review-file.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import { nodeHmac } from './answer-hash.ts';

const draftSchema = z.strictObject({
  packet: z.uuid(),
  decisions: z.array(answeredSchema),
  /** When the answer was saved; null: not yet. */
  signedOffAt: z.iso.datetime().nullable(),
  mac: z.string(),
});

/** What was decided about a packet so far. Rows by id, no names but those that were written as a reason. */
export interface PacketDraft {
  readonly decisions: readonly Answered[];
  readonly signedOffAt: string | null;
}

/** Drafts of opened packets, in the profile, so that closing the app loses nothing. */
export interface PacketDrafts {
  /** Null: none, or one that was changed by somebody else. Only who opened the packet can have written it. */
  read(packet: string, answerKey: string): Promise<PacketDraft | null>;
  /** Rejects with `storage`. */
  write(packet: string, answerKey: string, draft: PacketDraft): Promise<void>;
}

/** `packets/<id>.json` in the profile, 0600. */
export function createPacketDrafts(deps: {
  readonly folder: string;
  readonly writeFile: WriteFile;
}): PacketDrafts {
  const folder = join(deps.folder, 'packets');
  const pathOf = (packet: string): string => join(folder, `${z.uuid().parse(packet)}.json`);
  const macOf = async (draft: object, answerKey: string): Promise<string> =>
    await nodeHmac(answerKey, `draft ${canonicalText(draft)}`);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    async read(packet, answerKey) {
      await queue;
      let text: string;
      try {
        text = await readFile(pathOf(packet), 'utf8');
      } catch {
        return null;
      }
      try {
        const { mac, ...draft } = draftSchema.parse(JSON.parse(text));
        if (draft.packet !== packet || (await macOf(draft, answerKey)) !== mac) return null;
        return draft;
      } catch {
        return null;
      }
    },
    async write(packet, answerKey, { decisions, signedOffAt }) {
      const path = pathOf(packet);
      const done = queue.then(async () => {
        if (decisions.length === 0 && signedOffAt === null) return await rm(path, { force: true });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const draft = { packet, decisions: [...decisions], signedOffAt };
        const text = canonicalText({ ...draft, mac: await macOf(draft, answerKey) });
        await deps.writeFile(path, Buffer.from(text, 'utf8'), { mayReplace: true });
      });
      queue = done.catch(() => {});
      await done;
    },
  };
}
