/** How many of the first of `of` fit, where more never fit better than fewer; 0 for none. */
export async function mostThatFit(of: number, fits: (count: number) => Promise<boolean>): Promise<number> {
  let [fit, over] = [0, of + 1];
  while (over - fit > 1) {
    const middle = Math.floor((fit + over) / 2);
    if (await fits(middle)) fit = middle;
    else over = middle;
  }
  return fit;
}
