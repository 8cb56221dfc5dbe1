import type { WantedSubject } from '../../../src-shared/ipc/rules-contract.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';

/** The kinds of subjects that rules can be given to here. */
export const subjectKinds = ['user', 'group', 'service-account'] as const;

/** One of {@link subjectKinds}. */
export type SubjectKind = (typeof subjectKinds)[number];

/** Subjects that one act may name; the contract's limit. */
export const mostSubjects = 1000;

const separators: Readonly<Record<SubjectKind, RegExp>> = {
  user: /[\s,;]+/,
  // Names of groups may hold commas and spaces (`CN=gpu-users,OU=Groups`).
  group: /[\r\n]+/,
  'service-account': /[\s,;]+/,
};

/**
 * What was typed or pasted as single subjects, each once: e-mails without regard to capitals, groups letter by letter.
 * `Ada <ada@example.com>` is its e-mail.
 */
export function splitSubjects(kind: SubjectKind, texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts
    .flatMap((text) => text.split(separators[kind]))
    .map((text) => (kind === 'group' ? text : text.replace(/^[<"']+|[>"']+$/g, '').trim()))
    .filter((text) => {
      if (text.trim() === '') return false;
      const key = kind === 'user' ? foldEmail(text) : text;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** All subjects of the dialog, as they are sent. */
export function wantedSubjects(
  subjects: Readonly<Record<SubjectKind, readonly string[]>>,
): readonly WantedSubject[] {
  return subjectKinds.flatMap((type) => subjects[type].map((id) => ({ type, id })));
}
