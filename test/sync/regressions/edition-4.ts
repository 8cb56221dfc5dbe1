import { pairAim } from '../plan/aim-plan.ts';
import { everyFault, type Regression } from './regression.ts';

/** Those of worlds of edition 4. */
export const ofEdition4: readonly Regression[] = [
  {
    seed: 1782,
    edition: 4,
    found:
      'I7 (the oracle’s own): it called the place of a rule on the whole tenant otherwise than the admin sees it',
  },
  {
    seed: 1937,
    edition: 4,
    aim: pairAim('read-user', everyFault),
    found: 'bug: what was read after a creation and was no user stopped all that goes to the mirror after it',
  },
  {
    seed: 2630,
    edition: 4,
    aim: pairAim(
      'enable-account',
      everyFault.filter((fault) => !['lost-before', 'timeout', '429', '503'].includes(fault)),
    ),
    found: 'I1 (the oracle’s own): somebody else had enabled the account, and the reply to ours was lost',
  },
  {
    seed: 5966,
    edition: 4,
    aim: 'conflict > pending',
    found:
      'I12: the second rule for an e-mail whose account waits for a decision did not go before it, as the first had',
  },
  {
    seed: 17326,
    edition: 4,
    found:
      'I12: a role whose reply was lost, and which somebody called otherwise since, was waited for under its first name for ever',
  },
  {
    seed: 28292,
    edition: 4,
    found:
      'I6 (the oracle’s own): a change was moved before one of the same thing that was on the wire already',
  },
  {
    seed: 28976,
    edition: 4,
    found:
      'I13 (the oracle’s own): a rule for a service account is tried under both names again when the reply to the second was lost',
  },
  {
    seed: 37129,
    edition: 4,
    found:
      'I8: a sweep right after a deletion brought a rule back that an old cluster, which says no phase, still listed',
  },
  {
    seed: 40041,
    edition: 4,
    found:
      'I2: with our clock ten years ahead, the history was asked for what comes after it, and a role that somebody had deleted was made again',
  },
  {
    seed: 43740,
    edition: 4,
    found: 'I2: the same with a user, and a clock that was set a day ahead',
  },
  {
    seed: 43138,
    edition: 4,
    found: 'I7 (the oracle’s own): it took two computers with one account for one',
  },
  {
    seed: 206,
    edition: 4,
    found:
      'I3: a sweep long after a deletion that was told, untruly, to be done left out what the tenant still had',
  },
  {
    seed: 52691,
    edition: 4,
    found:
      'I2: what had come back, and was dropped then, could be brought back beside what it had made way for, which had come back too',
  },
  {
    seed: 61649,
    edition: 4,
    found: 'I3: the same where the sweep went on with the pages of one that had begun before the deletion',
  },
  {
    seed: 69900,
    edition: 4,
    found:
      'I1 (the oracle’s own): the user was told that an account may be somebody else’s, and took it for the one that was to be made',
  },
  {
    seed: 160804,
    edition: 4,
    found:
      'I12 (the oracle’s own): what is accepted of a sync is as old as its question, and could lack what could be read by now',
  },
  {
    seed: 61279,
    edition: 4,
    found:
      'I13 (the oracle’s own): a create whose reply was lost was taken back and brought back, and met its own name, which nobody showed yet',
  },
];
