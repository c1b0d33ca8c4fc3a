/** A number with what it counts: `1 stack`, `2 stacks`. */
export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
