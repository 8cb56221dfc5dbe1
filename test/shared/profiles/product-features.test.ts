import { describe, expect, it } from 'vitest';
import { productLineSchema } from '../../../src-shared/domain/tenant.ts';
import {
  featuresOf,
  type ProductFeature,
  productTexts,
  whyLacking,
} from '../../../src-shared/profiles/product-features.ts';

const lines = productLineSchema.options;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its own keys
const features = Object.keys(featuresOf('3.0')) as ProductFeature[];

describe.each(lines)('what %s has', (line) => {
  it('is had without a word, and lacked with a reason that names the version', () => {
    for (const feature of features) {
      const why = whyLacking(feature, line);
      expect(featuresOf(line)[feature]).toBe(why === null);
      if (why !== null) expect(why).toContain(productTexts[line]);
    }
  });
});

it('is what tenant-api §1 says', () => {
  const lacked = Object.fromEntries(
    lines.map((line) => [line, features.filter((feature) => !featuresOf(line)[feature])]),
  );
  expect(lacked).toMatchObject({
    '3.0': ['rolePermissions'],
    '2.24': ['userNames', 'rolePermissions'],
    '2.22': ['userNames', 'notifyByMail', 'customRoles', 'permissionSets', 'rolePermissions', 'accessKeys'],
  });
  expect(lacked['2.18']).toEqual([
    'userNames',
    'notifyByMail',
    'batchCreateRules',
    'batchDeleteRules',
    'customRoles',
    'permissionSets',
    'rolePermissions',
    'identityProviders',
    'ownRules',
    'accessKeys',
    'changeFeed',
  ]);
  expect(lacked['2.13']).toEqual(features);
});

it('says that a mail may be asked for in vain where the version cannot be told apart', () => {
  expect(whyLacking('notifyByMail', '2.22')).toContain('may be older');
});
