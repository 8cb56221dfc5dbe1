import { startApp } from '../../../src-renderer/start-app.tsx';
import { wiredSlots } from '../../../src-renderer/wired-slots.ts';
import { createFakeApi } from '../support/fake-api.ts';
import { fakeScenarios } from '../support/fake-session.ts';
import { createFakeFacts, fakeNow } from '../support/fake-facts.ts';

/*
 * `npm run preview`: the real screens over a tenant in memory. The part behind # chooses what to see, e.g.
 * `/users#scenario=offline&theme=dark&users=100000`.
 */
const wanted = new URLSearchParams(location.hash.slice(1));
const container = document.querySelector<HTMLElement>('#root');
if (container === null) throw new Error('The preview page has no place for the app.');

const facts = createFakeFacts(1, Number(wanted.get('users') ?? 400));
await startApp({
  api: createFakeApi(
    facts,
    fakeScenarios.find((each) => each === wanted.get('scenario')) ?? 'fresh',
    {
      theme: wanted.get('theme') === 'dark' ? 'dark' : 'light',
      contrast: wanted.get('contrast') === 'high' ? 'high' : 'normal',
      density: wanted.get('density') === 'dense' ? 'dense' : 'normal',
    },
    250,
    Number(wanted.get('reviewRows') ?? 600),
  ),
  slots: wiredSlots,
  now: () => fakeNow,
  styleNonce: null,
  container,
});
