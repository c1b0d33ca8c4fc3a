/**
 * The largest number where an API of AWS says Integer, which has 32 bits.
 * https://smithy.io/2.0/spec/simple-types.html#integer
 */
export const largestInteger = 2_147_483_647;
