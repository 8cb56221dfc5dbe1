import type { Mutant } from './mutant.ts';

/** Bugs in what becomes of a secret that the tenant has issued. */
export const secretMutants: readonly Mutant[] = [
  {
    name: 'secret-in-ledger',
    does: 'keeps an issued secret with the change',
    swaps: {
      push: ({ credentials }) => ({
        credentials: {
          take(issued) {
            credentials.take(issued);
            return issued.secret;
          },
        },
      }),
    },
  },
  {
    name: 'secret-in-log',
    does: 'writes an issued secret into the log',
    swaps: {
      push: ({ credentials, log }) => ({
        credentials: {
          take(issued) {
            log.debug('issued', { secret: issued.secret });
            return credentials.take(issued);
          },
        },
      }),
    },
  },
  {
    name: 'secret-in-mirror',
    does: 'keeps an issued secret with the facts of a user',
    swaps: {
      push({ credentials, mirror }) {
        let issuedLast = '';
        return {
          credentials: {
            take(issued) {
              issuedLast = issued.secret;
              return credentials.take(issued);
            },
          },
          mirror: {
            note: (change, noted) =>
              mirror.note(
                { ...change, users: (change.users ?? []).map((user) => ({ ...Object(user), issuedLast })) },
                noted,
              ),
          },
        };
      },
    },
  },
  {
    name: 'loses-secrets',
    does: 'calls a change done without showing the secret that came with it',
    swaps: { push: ({ random }) => ({ credentials: { take: () => random.uuid() } }) },
  },
];
