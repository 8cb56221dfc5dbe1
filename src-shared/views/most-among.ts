/** Ids at most of which one window can say whether they match. */
export const mostAmong = 2000;
