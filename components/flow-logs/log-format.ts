/**
 * The fields of a flow log record, in the order in which they are written. First all fields of version 2 in AWS's own
 * order, so that tools that know only the default format still find what they look for; then what the detectors and
 * the person who answers their alarms need:
 *
 * - `instance-id`: which machine to isolate; `-` for interfaces that AWS manages (load balancers, NAT gateways).
 * - `tcp-flags`: tells a new connection (SYN) from one more record of a long session.
 * - `pkt-srcaddr`, `pkt-dstaddr`: the true ends of the flow where a NAT gateway or a transit gateway stands between.
 * - `pkt-dst-aws-service`: whether a large transfer went to S3 or to somebody unknown.
 * - `flow-direction`: tells requests from responses, which the default format cannot.
 *
 * AWS calls what does not come from the packet a best effort (`flow-direction`, `instance-id`): a record that lacks it
 * shows `-`, and a detector that asks for the direction does not see it. Rejected connections ask for no such field.
 *
 * Every further field is paid for with each record. A change here replaces the flow log.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const flowLogFields = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
  'instance-id',
  'tcp-flags',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'pkt-dst-aws-service',
  'flow-direction',
] as const;

export type FlowLogField = (typeof flowLogFields)[number];

/** The format as EC2 has to receive it: `${version} ${account-id} …`. */
export const logFormat = flowLogFields.map((field) => `\${${field}}`).join(' ');

/**
 * The format as it has to stand in Terraform JSON, for `aws_flow_log.log_format`: Terraform would take `${version}`
 * for a reference of its own, and reads `$${version}` as the text `${version}`.
 */
export const terraformLogFormat = logFormat.replaceAll('${', '$$${');

/** The field's name in a filter pattern, where a hyphen is not possible. */
export function patternName(field: FlowLogField): string {
  return field.replaceAll('-', '_');
}

/** Writes the condition on the field of this pattern name. */
export type FieldCondition = (name: string) => string;

export const oneOf =
  (...values: readonly (string | number)[]): FieldCondition =>
  (name) =>
    values.map((value) => `${name} = ${value}`).join(' || ');

export const noneOf =
  (...values: readonly (string | number)[]): FieldCondition =>
  (name) =>
    values.map((value) => `${name} != ${value}`).join(' && ');

export const atMost =
  (limit: number): FieldCondition =>
  (name) =>
    `${name} <= ${limit}`;

/**
 * The CloudWatch Logs filter pattern for records that meet all conditions. It names every field of the format, so a
 * record of any shorter format never matches it.
 */
export function flowLogPattern(conditions: Readonly<Partial<Record<FlowLogField, FieldCondition>>>): string {
  const fields = flowLogFields.map((field) => conditions[field]?.(patternName(field)) ?? patternName(field));
  return `[${fields.join(', ')}]`;
}
