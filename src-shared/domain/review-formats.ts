// Apart from the schemas, so that the page of a packet, which checks nothing that it cannot open, carries no schemas.

/** The first member of a reviewer’s part. */
export const packetFormat = 'rolebook-review-packet/1';

/** The first member of an answer to it. */
export const answerFormat = 'rolebook-review-answer/1';

/** The first member of a part that is sealed for a browser. */
export const pageSealFormat = 'rolebook-review-page/1';
