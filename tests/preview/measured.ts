/** What a person would see at once: boxes over one another, text that is cut, text that is hard to read. */
export interface Measured {
  readonly widgets: number;
  readonly overlaps: readonly string[];
  readonly cut: readonly string[];
  readonly outside: readonly string[];
  /** The least contrast of text with what is behind it, as WCAG counts it. */
  readonly contrast: number;
  readonly background: string;
  readonly styles: number;
}
