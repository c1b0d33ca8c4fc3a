import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatorName } from '../emulators';
import type { LocalRequest, LocalResponse } from './messages';
import type { Store } from './store';

/** What is known of a request before its body is read. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Its name in AWS's terms; '' where it is of no interest here. */
  readonly operation: string;
  /** Parameters of the query: those of the URL and, where the body is a form, those of the body. */
  readonly parameters: URLSearchParams;
  readonly accountId: string;
  readonly region: string;
  /** What the gaps of this service keep for this account and region. */
  readonly store: Store;
}

/** A request that a gap's handler answers, with the emulator behind it. */
export interface GapRequest extends RequestHead, LocalRequest {
  /** The emulator's own answer to this request, or to a changed one. */
  forward(changed?: Partial<LocalRequest>): Promise<LocalResponse>;
}

/** Talks to the bare emulator, without the gateway in front. */
export type Probe = (endpoint: URL) => Promise<'open' | 'closed'>;

/** Stands between the clients and an emulator for some operations of a service. */
export interface Interceptor {
  /** Signing name of the service. */
  readonly service: string;
  readonly operations: readonly string[];
  readonly handle: (request: GapRequest) => Promise<LocalResponse>;
  /** Looks at every request of the service, of which the body may be large and passes by; throws what AWS refuses. */
  readonly guard?: (head: RequestHead) => void;
}

/** Operations that an emulator lacks or gets wrong, and what stands in for them. */
export interface Gap extends Interceptor {
  readonly id: string;
  /** What the emulator does, against what AWS does. */
  readonly reason: string;
  readonly emulator: EmulatorName;
  /** The emulator's version that the gap was seen in. */
  readonly version: string;
  /** Tells whether the emulator still has the gap; `closed` means that this entry is to be deleted. */
  readonly probe: Probe;
}
