import { describe, expect, test } from 'vitest';
import { createBench, openApiDocument } from './without-sockets.ts';

/** The document with the id of a user made a number, so that every user reply breaks it. */
function bentDocument(): string {
  const document = JSON.parse(openApiDocument) as {
    components: { schemas: { User: { properties: { id: object } } } };
  };
  document.components.schemas.User.properties.id = { type: 'integer' };
  return JSON.stringify(document);
}

const firstUser = (options: Parameters<typeof createBench>[0]) => {
  const bench = createBench({ openApiDocument: bentDocument(), ...options });
  const answer = bench.call(bench.tenant.credentials.administrator, 'GET', '/api/v1/users?limit=1');
  return { answer, faults: bench.tenant.replyFaults };
};

describe('the check of replies', () => {
  test('a reply that breaks the document is 500 with the details, and recorded', () => {
    const { answer, faults } = firstUser({});
    expect(answer).toMatchObject({
      status: 500,
      json: { code: 500, details: expect.stringContaining('must be integer') },
    });
    expect(faults).toEqual([expect.stringContaining('listUsers 200')]);
  });

  test('can be switched off, and is off for more than 10,000 users', () => {
    expect(firstUser({ validateReplies: false })).toMatchObject({ answer: { status: 200 }, faults: [] });
    expect(firstUser({ users: 10_001 }).answer.status).toBe(200);
    expect(firstUser({ users: 10_001, validateReplies: true }).answer.status).toBe(500);
  });
});
