import type { EngineName } from './secret';

/** What RDS knows about databases, asked only where a secret does not say it itself. */
export interface Instances {
  /** Where the instance or the cluster's writer listens. */
  endpoint(arn: string): Promise<Endpoint>;
  /** Host of the primary, when this host is a read replica or the reader endpoint of a cluster. */
  primaryOf(host: string): Promise<string | undefined>;
}

export interface Endpoint {
  readonly engine: EngineName;
  readonly host: string;
  readonly port: number;
}
