import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CallChannel } from '../../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';

type Call<C extends CallChannel> = (input: ParsedInput<C>) => Promise<CallOutput<C>>;

/** What the opened packet of somebody who has no tenant answers; throws `packet-not-open` for another id. */
export interface PacketDesk {
  openPacket: Call<'reviews.openPacket'>;
  closePacket: Call<'reviews.closePacket'>;
  saveAnswer: Call<'reviews.saveAnswer'>;
  part(packet: string): Promise<CallOutput<'reviews.part'>>;
  row(packet: string, row: string): Promise<CallOutput<'reviews.row'>>;
  decide(
    packet: string,
    input: Omit<ParsedInput<'reviews.decide'>, 'part'>,
  ): Promise<CallOutput<'reviews.decide'>>;
  withdraw(packet: string, rows: readonly string[]): Promise<CallOutput<'reviews.withdraw'>>;
}

/** Parts of campaigns as files: sent out, and taken back. */
export interface PacketFiles {
  exportPackets: Call<'reviews.exportPackets'>;
  importAnswers: Call<'reviews.importAnswers'>;
}

/** Closing, and what proves it. */
export interface EvidenceFiles {
  close: Call<'reviews.close'>;
  saveEvidence: Call<'reviews.saveEvidence'>;
  verify(): Promise<CallOutput<'reviews.verify'>>;
}

/** Campaigns of the open tenant, packets and evidence packs; those two need no tenant to be opened or checked. */
export interface ReviewsService
  extends PacketFiles, EvidenceFiles, Pick<PacketDesk, 'openPacket' | 'closePacket' | 'saveAnswer'> {
  list(): Promise<CallOutput<'reviews.list'>>;
  preview: Call<'reviews.preview'>;
  create: Call<'reviews.create'>;
  show: Call<'reviews.show'>;
  part: Call<'reviews.part'>;
  row: Call<'reviews.row'>;
  decide: Call<'reviews.decide'>;
  withdraw: Call<'reviews.withdraw'>;
  signOff: Call<'reviews.signOff'>;
  settle: Call<'reviews.settle'>;
  reassign: Call<'reviews.reassign'>;
  plan: Call<'reviews.plan'>;
  prove: Call<'reviews.prove'>;
  explain: Call<'reviews.explain'>;
}

/** See {@link ReviewsService}. */
export function createReviewsService(): ReviewsService {
  const notYet = async (): Promise<never> => {
    throw new RolebookError({
      kind: 'unavailable',
      origin: 'main',
      reason: 'not-yet',
      message: 'This part of reviews is not there yet.',
    });
  };
  return {
    list: notYet,
    preview: notYet,
    create: notYet,
    show: notYet,
    part: notYet,
    row: notYet,
    decide: notYet,
    withdraw: notYet,
    signOff: notYet,
    exportPackets: notYet,
    importAnswers: notYet,
    openPacket: notYet,
    closePacket: notYet,
    saveAnswer: notYet,
    settle: notYet,
    reassign: notYet,
    plan: notYet,
    prove: notYet,
    explain: notYet,
    close: notYet,
    saveEvidence: notYet,
    verify: notYet,
  };
}
