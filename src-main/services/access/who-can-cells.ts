import { gateWords, pathWords } from '../../../src-shared/access/path-words.ts';
import { placeWords } from '../../../src-shared/access/describe-path.ts';
import type { Holder, WhoCan, WhoCanFileQuestion } from '../../../src-shared/ipc/access-contract.ts';

/** What the columns of the file are called. Each row says what was asked, so that files can be laid together. */
export const whoCanHeader = [
  'Rank',
  'Subject',
  'Subject ID',
  'Kind',
  'Reach',
  'Administrator',
  'Break-glass',
  'Last sign-in',
  'Ways',
  'Ways in force',
  'Ways without effect',
  'Ways not listed',
  'Action',
  'Resource',
  'Where',
  'Open changes',
  'Data as of',
] as const;

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/** One who can, as cells in the order of {@link whoCanHeader}. Times are ISO 8601 in UTC. Pure. */
export function whoCanCells(
  holder: Holder,
  answer: Pick<WhoCan, 'action' | 'displayName' | 'place' | 'asOf'>,
  as: WhoCanFileQuestion['as'],
): (string | number | string[] | null)[] {
  const { subject, paths } = holder;
  const inForce = paths.filter(({ gates }) => gates.length === 0);
  const dormant = paths.filter(({ gates }) => gates.length > 0);
  return [
    holder.rank,
    subject.label,
    subject.id,
    subject.kind,
    holder.state,
    yesOrNo(holder.administrator),
    yesOrNo(holder.breakGlass),
    subject.lastLogin,
    holder.pathCount,
    inForce.map(pathWords),
    dormant.map((path) => `${pathWords(path)} (${gateWords(path)})`),
    holder.pathCount - paths.length,
    answer.action,
    answer.displayName,
    answer.place === null ? 'anywhere' : placeWords(answer.place),
    as === 'tenant' ? 'left out' : 'as if done',
    answer.asOf,
  ];
}
