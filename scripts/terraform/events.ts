/** A fault or warning as Terraform reports it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  /** Where it is said, from the folder that Terraform was called in. */
  readonly range?: { readonly filename: string };
}

export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

/** One line of Terraform's machine-readable output, as far as we look at it. */
export interface Event {
  readonly type: string;
  readonly '@message'?: string;
  readonly diagnostic?: Diagnostic;
  readonly changes?: Changes & { readonly operation: 'plan' | 'apply' | 'destroy' };
  readonly hook?: {
    readonly action?: string;
    readonly resource?: { readonly addr: string };
    /** What was made is known by. */
    readonly id_value?: string;
    /** What the provider took, in whole seconds. */
    readonly elapsed_seconds?: number;
  };
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
}

/** The event of a line; undefined for a line that is none, such as a crash report. */
export function parseEvent(line: string): Event | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}

/**
 * Whether an interrupt alone makes Terraform say this: it begins nothing more, and cancels the requests that are on their
 * way. What it says of states and of locks is about no resource.
 */
export const isOfInterrupt = ({ summary, detail, address }: Diagnostic): boolean =>
  summary === 'execution halted' || (address !== undefined && /context canceled/.test(`${summary}\n${detail}`));

/** A fault as a person reads it. */
export const describeDiagnostic = ({ summary, detail, address }: Diagnostic): string =>
  [address ? `${address}: ${summary}` : summary, detail.trim()].filter(Boolean).join('\n');
