import type { Finding } from './finding.ts';
import { checkChoices, checkHasRole, checkResearcherHasProject, checkRolesOn } from './grant-choice-rules.ts';
import type { GrantContext, GrantDraft } from './grant-draft.ts';
import { checkCovered, checkDuplicates } from './grant-overlap-rules.ts';
import { checkWideGrants } from './wide-grant-rules.ts';

/** V10, V12, V14, V36, V37, V38, V45: all that can be said about the roles and scopes of one subject before saving. */
export function checkGrants(grants: readonly GrantDraft[], context: GrantContext): Finding[] {
  return [
    ...checkHasRole(grants),
    ...checkChoices(grants, context),
    ...checkDuplicates(grants, context),
    ...checkResearcherHasProject(grants, context),
    ...checkRolesOn(grants, context),
    ...checkWideGrants(grants, context),
    ...checkCovered(grants, context),
  ];
}
