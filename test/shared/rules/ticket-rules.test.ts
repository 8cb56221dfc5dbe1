import { describe, expect, it } from 'vitest';
import { keptTicket, ticketLength, ticketProblem } from '../../../src-shared/rules/ticket-rules.ts';

describe('a ticket', () => {
  it.each(['', 'CHG-1204', `  ${'x'.repeat(ticketLength)}  `, 'ärende 12/7'])('can be %j', (text) => {
    expect(ticketProblem(text)).toBeNull();
  });

  it.each([
    ['x'.repeat(ticketLength + 1), 'at most 64'],
    ['CHG\n1204', 'one line'],
    ['CHG\t1204', 'one line'],
    ['CHG\u001b[2J', 'one line'],
    ['CHG\u20281204', 'one line'],
  ])('cannot be %j', (text, why) => {
    expect(ticketProblem(text)).toContain(why);
  });

  it('is kept without spaces around it, and blank is none', () => {
    expect([keptTicket(' CHG-1 '), keptTicket('  '), keptTicket(null)]).toEqual([
      'CHG-1',
      undefined,
      undefined,
    ]);
  });
});
