/** Which scan finds it: of the synthesized JSON, of the plans, or tflint's. */
export type Scan = 'synthesized' | 'plan' | 'lint';

/** A finding that we have looked at and live with, until a date. */
export interface Suppression {
  /** Id of checkov's check, or name of tflint's rule. */
  readonly check: string;
  /** The scans that find it: in each of them every resource below must have the finding. */
  readonly scans: readonly Scan[];
  /** Exact addresses, each after its stack: `dev-backend: aws_s3_bucket.Backend_States_93496501`. */
  readonly resources: readonly string[];
  /** Why that is right, for the one who reviews it. */
  readonly reason: string;
  /** Last day on which it holds (UTC), at most 400 days from now: `2027-10-31`. */
  readonly until: string;
}
