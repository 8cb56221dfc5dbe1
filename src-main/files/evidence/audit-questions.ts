import { minuteText, type ReportFacts } from './report-facts.ts';

/** What an auditor asks, what the review answers, and where in the pack that can be seen. */
export interface AuditAnswer {
  readonly question: string;
  readonly answer: string;
  readonly where: string;
}

const many = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

function populationWords({ campaign }: ReportFacts): string {
  const { subjectTypes, roles, scopes, privilegedOnly } = campaign.settings.population;
  const limits = [
    subjectTypes.length > 0 ? `only ${subjectTypes.join(', ').replaceAll('-', ' ')}s` : '',
    roles.length > 0 ? many(roles.length, 'role') : '',
    scopes.length > 0 ? `${many(scopes.length, 'place')} and all below` : '',
    privilegedOnly ? 'privileged only' : '',
  ].filter((limit) => limit !== '');
  return limits.length === 0 ? 'every access rule of the tenant' : `access rules: ${limits.join('; ')}`;
}

/** What auditors ask, mapped to where it is in the pack (issue: complete population, a decision per row, reviewer and date, removal proven). */
export function auditAnswers(facts: ReportFacts): AuditAnswer[] {
  const { campaign, totals, reviewers } = facts;
  const open = totals.conflict + totals.notMine + totals.undecided;
  const signed = reviewers.filter(({ signedOffAt }) => signedOffAt !== null).length;
  const { policy } = campaign.settings;
  return [
    {
      question: 'Was the population complete?',
      answer: `${many(totals.rows, 'row')}: ${populationWords(facts)}${facts.controls === 0 ? '' : `, and among them ${many(facts.controls, 'control')}`}. Frozen from a whole look at the tenant of ${minuteText(campaign.snapshot.asOf)}.`,
      where: 'roster-before.json, controls.json; entry 0 of entries.jsonl; points 3, 4',
    },
    {
      question: 'Is there a decision for every row?',
      answer:
        open === 0
          ? 'Yes. The totals are those that the rows give, and add up.'
          : `For all but ${many(open, 'row')}, each of which is explained.`,
      where: 'entries.jsonl; point 11',
    },
    {
      question: 'Who decided, and when?',
      answer: `${many(reviewers.length, 'reviewer')}, ${signed} of them signed off. Each decision has its reviewer, its time and how long it took.`,
      where: 'entries.jsonl (decided, signed-off), answers/; points 5, 10',
    },
    {
      question: 'Did anybody decide about their own access?',
      answer: 'No. It is refused when rows are given out, when they are decided and when answers come back.',
      where: 'point 6',
    },
    {
      question: 'Was privileged access looked at harder?',
      answer: `${many(facts.privileged, 'privileged row')}, ${facts.privilegedKept} kept. ${policy.reasonForPrivileged ? 'Keeping needed a reason.' : 'No reason was asked for.'} ${policy.fourEyes ? 'Two reviewers had to agree.' : 'One reviewer was enough.'}`,
      where: 'points 7, 8',
    },
    {
      question: 'Was removed access really removed?',
      answer: `${facts.proven} of ${many(facts.due, 'row')} to revoke or change are proven by a later look at the tenant (${minuteText(facts.asOfAfter)})${facts.proven === facts.due ? '.' : '; the others are explained below.'}`,
      where: 'entries.jsonl (planned, proven, explained), roster-after.json; point 12',
    },
    {
      question: 'Did the reviewers look?',
      answer:
        facts.controls === 0
          ? 'Times and habits of each reviewer are below; no controls were asked for.'
          : `Times and habits of each reviewer are below. ${many(facts.controls, 'made-up row')} that should be revoked had been mixed in.`,
      where: 'controls.json; “How carefully it was reviewed”',
    },
    {
      question: 'Can it have been altered since?',
      answer: `Not without the signing key: ${many(facts.entries, 'entry').replace('entrys', 'entries')} in a chain of hashes, all files hashed, signed with Ed25519.`,
      where: 'manifest.json, signature.json; points 1 to 3',
    },
  ];
}
