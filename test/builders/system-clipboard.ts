// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import type { ClipboardItem } from 'electron';

/** The clipboard of the system, as another program sees it. */
export class SystemClipboard {
  text = '';
  formats: readonly string[] = [];
  broken = false;
  /** What happens while somebody reads. */
  meanwhile: () => void = () => {};
  async write(items: ClipboardItem[]): Promise<void> {
    if (this.broken) throw new Error(`cannot take ${this.text}`);
    const { parts } = items[0] as unknown as { parts: Record<string, string> };
    this.formats = Object.keys(parts);
    this.text = parts['text/plain'] ?? '';
  }
  readText = async (): Promise<string> => {
    if (this.broken) throw new Error(`cannot read ${this.text}`);
    const text = this.text;
    this.meanwhile();
    return text;
  };
  clear = (): void => void (this.text = '');
}
class Item {
  readonly parts: Record<string, string>;
  constructor(parts: Record<string, string>) {
    this.parts = parts;
  }
}

/** Items of the fake, where Electron's are wanted. */
export const asClipboardItem = Item as unknown as new (items: Record<string, string>) => ClipboardItem;
