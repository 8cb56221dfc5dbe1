import { pairAim } from '../plan/aim-plan.ts';
import { everyFault, type Regression } from './regression.ts';

/** Those of worlds that were drawn in earlier ways (editions 1 to 3). */
export const earlier: readonly Regression[] = [
  {
    seed: 49,
    edition: 2,
    found: 'I9: a deletion that a stranger answered with 200 and {"ok":true} counted as done',
  },
  { seed: 72, edition: 2, found: 'I9: the same for the rule that a change of a rule replaces' },
  {
    seed: 12,
    edition: 1,
    found: 'I19: the push asked for a client a thousand times a second while a sign-in was needed',
  },
  { seed: 108, edition: 2, found: 'I13: a request left while another reply had asked for a longer pause' },
  { seed: 134, edition: 2, found: 'I19: the same while somebody works offline after a lost network' },
  { seed: 135, edition: 1, found: 'I9: a user that was answered with 200 and null counted as gone' },
  {
    seed: 141,
    edition: 1,
    found: 'I9: a 404 of the token call counted as an answer to the call that needed the token',
  },
  { seed: 148, edition: 1, found: 'I13: a pause that grew while it was waited out was cut short' },
  {
    seed: 305,
    edition: 2,
    focused: true,
    found: 'I4: what the mirror could not take once (a full disk) was not laid over it again',
  },
  { seed: 326, edition: 2, focused: true, found: 'I9: an empty 200 to a deletion counted as done' },
  {
    seed: 739,
    edition: 2,
    focused: true,
    found: 'I19: the push went round in circles once the disk had room again and nothing was left to send',
  },
  {
    seed: 1436,
    edition: 1,
    found:
      'I3: accepting what was held back put it in place as old as the question, and called that a complete sync',
  },
  {
    seed: 2486,
    edition: 2,
    found:
      'I8: a list of service accounts that a delta had read before our deletion brought the account back into the mirror',
  },
  {
    seed: 3616,
    edition: 2,
    found:
      'I7: between the look at a user and its deletion lay a minute of waiting, in which somebody gave it a rule',
  },
  {
    seed: 6881,
    edition: 2,
    found:
      'I7: a rule that the guard had read was unknown to the comparison, which had read a moment earlier',
  },
  {
    seed: 5837,
    edition: 2,
    found:
      'I4: facts that the mirror could not take once (a full disk) waited for the next push instead of a moment',
  },
  { seed: 8286, edition: 1, found: 'I9: a list of service accounts that was [[]] counted as an empty one' },
  {
    seed: 9968,
    edition: 1,
    found: 'I6: what was being looked at went out before what the admin had just moved before it',
  },
  {
    seed: 10038,
    edition: 1,
    found: 'I12: a stranger who answered the first look for a token call decided for ever which one is used',
  },
  { seed: 48, edition: 1, found: 'I12: the same when it was looked for once more, after one had worked' },
  {
    seed: 473,
    edition: 2,
    found: 'I6: a push under way went on in the order from before the admin moved a change',
  },
  {
    seed: 10061,
    edition: 1,
    found: 'I8: a sweep brought back a rule that the tenant was still removing after our deletion',
  },
  {
    seed: 10286,
    edition: 1,
    found: 'I8: the same by a delta, where the cluster is too old to say that the rule is on its way out',
  },
  {
    seed: 10515,
    edition: 2,
    found:
      'I12: with the clock set back ten years before a restart, a change that was due in a second waited for a day',
  },
  {
    seed: 3373,
    edition: 2,
    found:
      'I7: looking up the rules of a service account showed that it is disabled by now, after it had been compared',
  },
  {
    seed: 4087,
    edition: 1,
    found:
      'I9: a deletion whose reply was lost, and whose user was found gone, took rules out of the mirror that nobody saw go',
  },
  { seed: 11116, edition: 1, found: 'I7: the same as 3373, with an account that is enabled again' },
  { seed: 11122, edition: 2, found: 'I7: the same as 3373, with the groups of a user' },
  {
    seed: 361,
    edition: 2,
    found: 'I2 (the oracle’s own): a rule that gives a role which is only made here had another name',
  },
  { seed: 786, edition: 2, found: 'I12: a version that was kept by mistake made a right secret a wrong one' },
  { seed: 1430, edition: 2, found: 'I12: the same as 786' },
  {
    seed: 1436,
    edition: 2,
    found: 'I2: a role whose switch lost its reply was switched again though somebody had switched it back',
  },
  {
    seed: 142,
    edition: 3,
    found: 'I1: a change was called refused because the answer to the token call was far too large',
  },
  {
    seed: 200468,
    edition: 3,
    found: 'I1 (the oracle’s own): rules that went together are refused one by one in a reply with 200',
  },
  {
    seed: 300356,
    edition: 3,
    found: 'I1: the same as 142, with an answer to the token call that breaks off',
  },
  {
    seed: 458,
    edition: 3,
    focused: true,
    found:
      'I9: a list of roles that a delta had read before our creation took the role out of the mirror again',
  },
  {
    seed: 400660,
    edition: 3,
    found: 'I12: an edit that needs what was taken back while it was planned waited for ever',
  },
  {
    seed: 3233,
    edition: 3,
    aim: pairAim('read-role', everyFault),
    found:
      'I6: a staged change of a role that was made here named it by our number, and a later switch under the tenant’s went before it',
  },
  { seed: 3294, edition: 3, aim: pairAim('read-role', everyFault), found: 'I6: the same as 3233' },
  {
    seed: 3719,
    edition: 3,
    aim: pairAim('switch-role', everyFault),
    found: 'I6: the same as 3233, with two switches',
  },
  { seed: 5638, edition: 3, aim: pairAim('switch-role', everyFault), found: 'I6: the same as 3719' },
  { seed: 5666, edition: 3, aim: pairAim('switch-role', everyFault), found: 'I6: the same as 3719' },
  {
    seed: 2993,
    edition: 3,
    aim: pairAim('delete-account', everyFault),
    found:
      'I8: nothing. The oracle believed an untrue 404 to be a deletion, and called it wrong that a list brought back what the tenant had',
  },
  {
    seed: 23,
    edition: 3,
    aim: pairAim('switch-role', ['404', 'reply-lost', '500']),
    found:
      'I4: a staged switch of a role that was made here showed nowhere once the tenant had given the role its number',
  },
  {
    seed: 78,
    edition: 3,
    aim: pairAim('change-role', ['404', 'reply-lost', '500']),
    found: 'I4: the same, with a change',
  },
  {
    seed: 8014,
    edition: 3,
    found:
      'I2: a role whose reply was lost, and which somebody deleted before it was read back, was made a second time',
  },
  {
    seed: 10188,
    edition: 3,
    found:
      'I9 (the oracle’s own): what a service account that had narrowed its own rights was not shown any more went from its mirror, rightly',
  },
];
