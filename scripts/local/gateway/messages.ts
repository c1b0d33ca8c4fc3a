import type { IncomingHttpHeaders } from 'node:http';

/** A request of which the whole body has been read. */
export interface LocalRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface LocalResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An implementation of a service in this process. */
export type Handler = (request: LocalRequest) => Promise<LocalResponse>;

/** Who answers for a service: an emulator at a base URL, or an implementation in this process. */
export type Target = URL | Handler;
