/** An example of the AWS documentation: a pattern, the log events that it returns, and those that it does not. */
export interface DocumentedExample {
  readonly pattern: string;
  readonly matches: readonly string[];
  readonly others?: readonly string[];
  /** The fields extracted from the first matching event. */
  readonly values?: Readonly<Record<string, string>>;
}
