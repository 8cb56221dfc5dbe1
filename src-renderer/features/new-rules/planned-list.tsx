import { useRef } from 'react';
import type { ReactNode } from 'react';
import { subjectWords } from '../../../src-shared/changes/edit-words.ts';
import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { TierMark } from '../../ui/access/tier-mark.tsx';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import { scopeTypeWord } from '../../ui/grant-editor/level-words.ts';
import {
  NarrowerOffer,
  type NarrowerStanding,
  narrowerWords,
} from '../../ui/grant-editor/narrower-offer.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { counted, countText } from '../../../src-shared/words/count.ts';
import { useVisibleLines } from '../../ui/virtual-list/use-visible-lines.ts';
import { refusalWords } from './new-rules-checks.ts';
import type { countStandings } from './new-rules-checks.ts';
import classes from './new-rules.module.css';

type Planned = RulesPreview['rules'][number];
type Narrower = RulesPreview['narrower'][number];

/** One line: a rule that would be made or not, or a held one that a wider one covers from then on. */
type Listed = Pick<Planned, 'subject' | 'roleName' | 'scopeName' | 'path' | 'wide' | 'why'> & {
  readonly key: string;
  readonly scopeType: string;
  readonly standing: Planned['standing'] | NarrowerStanding;
};

const lineHeight = 30;

const standingWords: Readonly<Record<Listed['standing'], (rule: Pick<Listed, 'why'>) => string>> = {
  new: () => 'new',
  held: () => 'held already',
  repeated: () => 'chosen twice',
  covered: ({ why }) => `covered by ${why ?? 'a wider one'}`,
  refused: () => 'refused',
  needless: () => narrowerWords.needless,
  removed: () => narrowerWords.removed,
};

function listed({ rules, narrower }: RulesPreview, removeNarrower: boolean): readonly Listed[] {
  return [
    ...rules.map((rule) => ({
      ...rule,
      key: `${rule.subject.type} ${rule.subject.id} ${rule.roleId} ${rule.scope.type} ${rule.scope.id}`,
      scopeType: rule.scope.type,
    })),
    ...narrower.map((rule: Narrower) => ({
      ...rule,
      key: `held ${rule.id}`,
      wide: false,
      why: `Covered by ${rule.coveredBy}`,
      standing: removeNarrower ? ('removed' as const) : ('needless' as const),
    })),
  ];
}

/** See {@link PlannedList}. */
export interface PlannedListProps {
  readonly preview: RulesPreview | null;
  readonly counts: ReturnType<typeof countStandings>;
  readonly tierOf: (roleName: string) => Tier | null;
  /** How many narrower rules are covered then. */
  readonly narrower: number;
  readonly removeNarrower: boolean;
  readonly disabled: boolean;
  readonly onRemoveNarrower: (wanted: boolean) => void;
}

/** Every access rule that Save would make or not, one line each, with its mark (V23, V36, V37, V38). */
export function PlannedList(props: PlannedListProps): ReactNode {
  const { preview, counts, tierOf } = props;
  const rules = preview === null ? [] : listed(preview, props.removeNarrower);
  const refusal = refusalWords(preview?.rules ?? []);
  const viewport = useRef<HTMLDivElement>(null);
  const { first, last } = useVisibleLines(viewport, rules.length, lineHeight);
  const names = new Map(
    (preview?.subjects ?? []).flatMap(({ subject, name }) =>
      subject === null ? [] : [[`${subject.type} ${subject.id}`, name] as const],
    ),
  );
  return (
    <section className={classes.preview} aria-label="Access rules that will be made">
      <h3 aria-live="polite" data-planned={counts.made}>
        {counts.made === 0
          ? 'No access rule will be made'
          : `${counted(counts.made, 'access rule')} will be made`}
      </h3>
      <p className={classes.counts}>
        {[
          counts.held + counts.repeated > 0 &&
            `${countText(counts.held + counts.repeated)} held already, not made`,
          counts.covered > 0 && `${countText(counts.covered)} covered by a wider one`,
          counts.wide > 0 && `${countText(counts.wide)} ${counts.wide === 1 ? 'reaches' : 'reach'} far`,
          counts.refused > 0 && `${countText(counts.refused)} refused`,
        ]
          .filter((part) => part !== false)
          .join(' · ')}
      </p>
      {refusal !== null && (
        <p className={classes.refusal} data-refusal>
          {refusal}
        </p>
      )}
      <NarrowerOffer
        count={props.narrower}
        checked={props.removeNarrower}
        disabled={props.disabled}
        onChange={props.onRemoveNarrower}
      />
      <div
        ref={viewport}
        className={classes.lines}
        // A scrolled region has to be reached by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        hidden={rules.length === 0}
      >
        <ul
          aria-label="Every access rule"
          style={{ height: rules.length * lineHeight }}
          className={classes.canvas}
        >
          {rules.slice(first, last).map((rule, offset) => (
            <Line
              key={rule.key}
              rule={rule}
              at={first + offset}
              of={rules.length}
              name={names.get(`${rule.subject.type} ${rule.subject.id}`) ?? rule.subject.id}
              tier={tierOf(rule.roleName)}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Line(props: { rule: Listed; at: number; of: number; name: string; tier: Tier | null }): ReactNode {
  const { rule, at } = props;
  return (
    <li
      aria-posinset={at + 1}
      aria-setsize={props.of}
      className={classes.line}
      data-standing={rule.standing}
      data-wide={rule.wide || undefined}
      style={{ top: at * lineHeight, height: lineHeight }}
    >
      <span>
        <SuspiciousText text={subjectWords({ ...rule.subject, id: props.name })} />
      </span>
      <span>
        <TierMark tier={props.tier} />
        <SuspiciousText text={rule.roleName} />
      </span>
      <span>
        {rule.scopeType === 'tenant' ? (
          'All clusters'
        ) : (
          <>
            <span className={classes.quiet}>{scopeTypeWord(rule.scopeType)} </span>
            <SuspiciousText text={rule.scopeName} />
            {rule.path.length > 1 && (
              <span className={classes.quiet}>
                {' in '}
                <SuspiciousText text={rule.path.slice(1).join(' › ')} />
              </span>
            )}
          </>
        )}
      </span>
      <span className={classes.standing} title={rule.why ?? undefined}>
        {standingWords[rule.standing](rule)}
        {rule.wide && (rule.standing === 'new' || rule.standing === 'covered') && ' · reaches far'}
      </span>
    </li>
  );
}
