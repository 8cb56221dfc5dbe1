import { auditAnswers } from './audit-questions.ts';
import { minuteText, type ReportFacts } from './report-facts.ts';

const assigned = {
  name: 'by name, each a fair share',
  department: 'by department: its administrators',
  project: 'by project: its managers, otherwise those of its department',
  authoriser: 'by who had granted it',
} as const;
const overdue = {
  wait: 'rows stay open',
  fallback: 'rows go to the fallback reviewer',
  lock: 'rows can no longer be decided',
} as const;

/** How it was done, in sentences, for the reports and `method.md`. */
export function methodSteps({ campaign, controls, answers, settled, reassigned }: ReportFacts): string[] {
  const { policy, reviewers } = campaign.settings;
  return [
    `Freezing. On ${minuteText(campaign.createdAt)} ${campaign.createdBy} froze the rows from a look at the tenant of ${minuteText(campaign.snapshot.asOf)}. A look that is not whole, older than ${policy.freshHours} hours, or with edits of our own still on their way is refused. Nothing of what was frozen has changed since.`,
    `Giving out. Rows were given ${assigned[reviewers.by]}; what had nobody, or would have been its subject’s own, went to ${reviewers.fallback.name}${reviewers.deputy === null ? '' : `, and the own access of ${reviewers.fallback.name} to ${reviewers.deputy.name}`}. Nobody was given their own access.`,
    `Deciding. Each row was kept, revoked, changed, put off for at most 30 days, or said not to be the reviewer’s. Nothing was ticked beforehand, and undecided never means revoke. ${policy.reasonForPrivileged ? 'Keeping privileged access needed a reason. ' : ''}${policy.fourEyes ? 'Privileged rows needed two reviewers who agree. ' : ''}After the due date ${overdue[policy.overdue]}. Decisions are drafts until their reviewer signs off.`,
    `By file. ${answers === 0 ? 'No part was decided away from the campaign.' : `${answers} ${answers === 1 ? 'part was' : 'parts were'} decided in sealed files without a network. Each answer is sealed with a key that only its file held; the keys are in this pack now, so that anybody can check.`}`,
    `Coming together. For each row and reviewer there is one decision. ${settled === 0 ? 'No row had to be settled.' : `${settled} ${settled === 1 ? 'row was' : 'rows were'} settled by the owner.`} ${reassigned === 0 ? 'No row was given to another reviewer.' : `${reassigned} times a row was given to another reviewer.`}`,
    `Doing and proving. Revocations and changes were sent to the tenant; a later, whole look at it proved each, or an explanation says why not.${controls === 0 ? '' : ' Controls were never sent.'}`,
    'Closing. The totals were worked out from the rows, written as the last entry with the key that signs, and the pack was signed.',
  ];
}

/** Text that Markdown takes for nothing else. */
const plain = (text: string): string =>
  text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_{}[\]()#+!|<>&~]/g, String.raw`\$&`);

/** `method.md`. */
export function methodText(facts: ReportFacts): string {
  const steps = methodSteps(facts).map((step, at) => {
    const [name = '', ...rest] = step.split('. ');
    return `${at + 1}. **${name}.** ${plain(rest.join('. '))}`;
  });
  const asked = auditAnswers(facts).map(
    ({ question, answer, where }) => `| ${question} | ${plain(answer)} | ${where} |`,
  );
  return `# ${plain(facts.campaign.settings.name)}: how it was done

${steps.join('\n')}

## What auditors ask

| Asked | Answered | Where |
| --- | --- | --- |
${asked.join('\n')}

## Checking this pack

\`node verify.mjs PACK.zip ${facts.fingerprint}\` needs Node 20 and nothing else. It checks twelve points and says what it looked at. Take the program and the fingerprint from somewhere else than from this pack: whoever forges a pack can forge both.

What it cannot tell: whether the tenant told the truth, and whether whoever holds the signing key wrote down what the reviewers said in the window. Answers by file carry a seal of their own.
`;
}
