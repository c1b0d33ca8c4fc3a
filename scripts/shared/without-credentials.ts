/** A text with what stands before the `@` of its URLs taken out: user names, passwords and tokens. */
export const withoutCredentials = (text: string): string => text.replaceAll(/(\w:\/\/)[^/\s'"]*@/g, '$1…@');
