/** The tabs of a campaign. */
export const campaignTabs = [
  { value: 'overview', label: 'Overview' },
  { value: 'reviewers', label: 'Reviewers' },
  { value: 'settle', label: 'To settle' },
  { value: 'consequences', label: 'Consequences' },
] as const;

/** One of {@link campaignTabs}. */
export type CampaignTab = (typeof campaignTabs)[number]['value'];

/** What the page keeps in the address. */
export interface CampaignSearch {
  readonly id?: string;
  readonly tab?: CampaignTab;
}

/** Takes from an address what the page knows; never fails. */
export function readCampaignSearch(raw: Readonly<Record<string, unknown>>): CampaignSearch {
  const id = typeof raw['id'] === 'string' && raw['id'] !== '' ? raw['id'].slice(0, 64) : undefined;
  const tab = campaignTabs.find(({ value }) => value !== 'overview' && value === raw['tab'])?.value;
  return { ...(id === undefined ? {} : { id }), ...(tab === undefined ? {} : { tab }) };
}
