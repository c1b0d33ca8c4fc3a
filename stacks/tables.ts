import type { TableDefinition } from './definition';

/** What people are about to buy; forgotten when they do not come back. */
export const carts: TableDefinition = {
  name: 'carts',
  hashKey: 'cartId',
  attributes: { cartId: 'S' },
  timeToLiveAttribute: 'expiresAt',
};
