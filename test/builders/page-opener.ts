import { readPageSeal } from '../../src-shared/reviews/page-seal.ts';
import { type OpenedPage, openPageSeal } from '../../src-renderer/packet-page/page-crypto.ts';

/** The packet that a page holds, opened by the page's own code; null where the page would refuse. */
export async function openPage(page: string, passphrase: string): Promise<OpenedPage | null> {
  const text = /<script type="application\/json" id="packet">([^<]*)<\/script>/.exec(page)?.[1];
  const seal = text === undefined ? null : readPageSeal(text);
  return seal === null ? null : await openPageSeal(seal, passphrase);
}
