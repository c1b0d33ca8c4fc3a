/** Which parts of a value Terraform marks, as sensitive or as not known yet: `true` in its place, or of all of it. */
export type Marks = boolean | { readonly [key: string]: Marks } | readonly Marks[] | null | undefined;

export const holdsMark = (mark: Marks): boolean =>
  mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some((each) => holdsMark(each)));
