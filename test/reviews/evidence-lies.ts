import type { ReviewDecision } from '../../src-shared/domain/review.ts';
import type { FinishedCampaign } from '../builders/finished-campaigns.ts';
import { retold, type Said } from '../builders/retold-campaign.ts';
import { type Numbers, pick } from '../builders/review-roster.ts';

/** Says something else than what was: a story of its own, all of which can be made to fit but the signature. */
type Lie = (
  campaign: FinishedCampaign,
  number: Numbers,
) => { what: string; campaign: FinishedCampaign } | null;

const changeOne = (
  campaign: FinishedCampaign,
  number: Numbers,
  type: Said['event']['type'],
  change: (said: Said) => Said | null,
): FinishedCampaign | null => {
  const which = campaign.entries.filter(({ event }) => event.type === type);
  if (which.length === 0) return null;
  const victim = pick(number, which);
  const entries = campaign.entries.flatMap((said: Said): Said[] =>
    said === victim ? [change(said) ?? []].flat() : [said],
  );
  return retold({ ...campaign, entries });
};

const told = (what: string, campaign: FinishedCampaign | null): ReturnType<Lie> =>
  campaign === null ? null : { what, campaign };

/** All of them; null where a campaign has nothing for one. */
export const evidenceLies: readonly Lie[] = [
  (campaign, number) =>
    told(
      'a decision turned round',
      changeOne(campaign, number, 'decided', (said) => {
        if (said.event.type !== 'decided') return said;
        const decision: ReviewDecision = {
          kind: said.event.decision.kind === 'keep' ? 'revoke' : 'keep',
          reason: { code: 'needed-for-work', text: 'as told' },
        };
        return { ...said, event: { ...said.event, decision } };
      }),
    ),
  (campaign, number) =>
    told(
      'a decision by somebody else',
      changeOne(campaign, number, 'decided', (said) =>
        said.event.type === 'decided'
          ? { ...said, event: { ...said.event, reviewer: 'eve@example.com' } }
          : said,
      ),
    ),
  (campaign, number) =>
    told(
      'a decision at another time',
      changeOne(campaign, number, 'decided', (said) =>
        said.event.type === 'decided'
          ? { ...said, event: { ...said.event, tookMs: said.event.tookMs + 5000 } }
          : said,
      ),
    ),
  (campaign, number) =>
    told(
      'a decision taken out',
      changeOne(campaign, number, 'decided', () => null),
    ),
  (campaign, number) =>
    told(
      'a sign-off taken out',
      changeOne(campaign, number, 'signed-off', () => null),
    ),
  (campaign, number) =>
    told(
      'a proof taken out',
      changeOne(campaign, number, 'proven', () => null),
    ),
  (campaign, number) =>
    told(
      'an explanation in other words',
      changeOne(campaign, number, 'explained', (said) =>
        said.event.type === 'explained' ? { ...said, event: { ...said.event, text: 'No reason.' } } : said,
      ),
    ),
  (campaign, number) =>
    told(
      'an entry by somebody else',
      changeOne(campaign, number, 'planned', (said) => ({ ...said, by: 'eve@example.com' })),
    ),
  (campaign, number) => {
    const row = pick(number, campaign.rows);
    const rows = campaign.rows.map((one) =>
      one === row ? { ...one, role: { ...one.role, name: `${one.role.name} (read only)` } } : one,
    );
    return told('a row with another role', retold({ ...campaign, rows }));
  },
  (campaign, number) => {
    const row = pick(number, campaign.rows);
    const rows = campaign.rows.map((one) => (one === row ? { ...one, privileged: !one.privileged } : one));
    return told('a row not privileged any more', retold({ ...campaign, rows }));
  },
  (campaign) => {
    const extra = campaign.rows[0];
    if (extra === undefined) return null;
    return told(
      'a row put in',
      retold({ ...campaign, rows: [...campaign.rows, { ...extra, id: 'rule-99999' }] }),
    );
  },
  (campaign, number) => {
    const row = pick(number, campaign.rows);
    return told('a row taken out', retold({ ...campaign, rows: campaign.rows.filter((one) => one !== row) }));
  },
  (campaign, number) => {
    const rows = [...campaign.rows];
    const [at, to] = [number(rows.length), number(rows.length)];
    if (at === to) return null;
    return told(
      'rows in another order',
      retold({ ...campaign, rows: rows.toSpliced(at, 1).toSpliced(to, 0, ...rows.slice(at, at + 1)) }),
    );
  },
  (campaign, number) => {
    const { rosterAfter } = campaign;
    const row = pick(number, rosterAfter.rows);
    return told(
      'a row taken out of the roster after',
      retold({
        ...campaign,
        rosterAfter: { ...rosterAfter, rows: rosterAfter.rows.filter((one) => one !== row) },
      }),
    );
  },
  (campaign) =>
    told(
      'the roster after from another time',
      retold({ ...campaign, rosterAfter: { ...campaign.rosterAfter, asOf: '2026-12-01T00:00:00.000Z' } }),
    ),
  (campaign, number) => {
    const row = pick(number, campaign.rows);
    if (campaign.controls.includes(row.id)) return null;
    return told(
      'a row declared a control',
      retold({ ...campaign, controls: [...campaign.controls, row.id].sort() }),
    );
  },
  (campaign) =>
    told(
      'totals shifted',
      (() => {
        const last = campaign.entries.at(-1);
        if (last?.event.type !== 'closed' || last.event.totals.keep === 0) return null;
        const { totals } = last.event;
        const event = {
          ...last.event,
          totals: { ...totals, keep: totals.keep - 1, revoke: totals.revoke + 1 },
        };
        return retold(
          { ...campaign, entries: [...campaign.entries.slice(0, -1), { ...last, event }] },
          { totals: true },
        );
      })(),
    ),
  (campaign) => {
    const { entries } = campaign;
    const at = entries.findIndex(({ event }) => event.type === 'answer-taken' && event.decisions > 0);
    const [taken, dropped] = entries.slice(at, at + 2);
    if (at < 0 || taken?.event.type !== 'answer-taken' || dropped?.event.type !== 'decided') return null;
    const { decisions, left = [] } = taken.event;
    const event = { ...taken.event, decisions: decisions - 1, left: [...dropped.event.rows, ...left] };
    return told(
      'a decision of an answer left out',
      retold(
        { ...campaign, entries: [...entries.slice(0, at), { ...taken, event }, ...entries.slice(at + 2)] },
        { answers: true },
      ),
    );
  },
  (campaign, number) => {
    if (campaign.answers.length === 0) return null;
    const { packet } = pick(number, campaign.answers);
    const keys = { ...campaign.keys, [packet]: Buffer.alloc(32, number(256)).toString('base64') };
    return told('the key of an answer', retold({ ...campaign, keys }));
  },
  (campaign, number) => {
    if (campaign.answers.length === 0) return null;
    const victim = pick(number, campaign.answers);
    const bytes = Buffer.from(Buffer.from(victim.bytes).toString('utf8').replace('"tookMs":', '"tookMs":1'));
    if (Buffer.compare(bytes, victim.bytes) === 0) return null;
    return told(
      'an answer',
      retold(
        { ...campaign, answers: campaign.answers.map((one) => (one === victim ? { ...one, bytes } : one)) },
        { answers: true },
      ),
    );
  },
];
