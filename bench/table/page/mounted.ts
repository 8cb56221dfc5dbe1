/** A table on the page. */
export interface Mounted {
  /** The element whose `scrollTop` moves the rows. */
  readonly scroller: HTMLElement;
  unmount(): void;
}

/** Puts a table into an element and waits for its first rows. */
export type MountTable = (container: HTMLElement) => Promise<Mounted>;

/** The next frame. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Waits until a cell has text in it, and finds the element that scrolls. */
export async function whenDrawn(container: HTMLElement): Promise<HTMLElement> {
  for (let frame = 0; frame < 1200; frame += 1) {
    const cells = [...container.querySelectorAll('tbody td, [role="gridcell"]')];
    const scroller = [...container.querySelectorAll<HTMLElement>('*')].find(
      (element) =>
        element.scrollHeight > element.clientHeight + 10_000 &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowY),
    );
    if (scroller !== undefined && cells.some((cell) => cell.textContent.includes('@'))) return scroller;
    await nextFrame();
  }
  throw new Error('the table shows no rows');
}
