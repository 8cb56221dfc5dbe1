import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { AccessModel } from './access-model.ts';
import { subjectKeyOf } from './lay-over.ts';

/** Rows of the rules that name a subject itself, those to be removed too, in the order of their ids. */
export function rowsOfSubject(model: AccessModel, subject: SubjectRef): number[] {
  const { rules, users } = model;
  const rows: number[] = [];
  const subjects = new Set<number>();
  if (subject.type === 'user') {
    const [user] = users.rowsOfEmail(subject.id);
    const row = user ?? users.rowOfId(subject.id);
    if (row >= 0) for (const number of model.subjectsOfUser(row)) subjects.add(number);
  } else {
    const number = rules.findSubject(subject.type, subjectKeyOf(model.marks.overlay, subject));
    if (number >= 0) subjects.add(number);
  }
  for (const number of subjects) rules.eachOf(number, (row) => rows.push(row));
  return rows.sort((left, right) => rules.ids.at(left) - rules.ids.at(right));
}
