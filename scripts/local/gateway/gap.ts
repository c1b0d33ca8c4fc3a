import type { EmulatorName } from '../emulators';
import type { LocalRequest, LocalResponse } from './messages';
import type { Store } from './store';

/** A request that a gap's handler answers, with the emulator behind it. */
export interface GapRequest extends LocalRequest {
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  /** Parameters of the query: those of the URL and, where the body is a form, those of the body. */
  readonly parameters: URLSearchParams;
  /** The emulator's own answer to this request, or to a changed one. */
  forward(changed?: Partial<LocalRequest>): Promise<LocalResponse>;
  /** What this gap keeps for this account and region. */
  readonly store: Store;
}

/** Talks to the bare emulator as an SDK would; `endpoint` has no gateway in front. */
export type Probe = (endpoint: URL) => Promise<'open' | 'closed'>;

/** Operations that an emulator lacks or gets wrong, and what stands in for them. */
export interface Gap {
  readonly id: string;
  /** Signing name of the service. */
  readonly service: string;
  readonly operations: readonly string[];
  /** What the emulator does, against what AWS does. */
  readonly reason: string;
  readonly emulator: EmulatorName;
  /** The emulator's version that the gap was seen in. */
  readonly version: string;
  readonly handle: (request: GapRequest) => Promise<LocalResponse>;
  /** Tells whether the emulator still has the gap; `closed` means that this entry is to be deleted. */
  readonly probe: Probe;
}
