/** Why a resource cannot be priced, or not all of it; what was charged until then stands. */
export class NotPriced extends Error {
  override readonly name = 'NotPriced';
}
