/** An attribute of a resource that something on a dashboard may be. */
export interface Attribute {
  readonly type: string;
  readonly attribute: string;
}

const of = (type: string, ...attributes: readonly string[]): Attribute[] =>
  attributes.map((attribute) => ({ type, attribute }));

/** By dimension, or `SOURCE` of a query, or `alarm`: what it names. Nothing, where it names no resource. */
const named: Readonly<Record<string, readonly Attribute[]>> = {
  ApiId: of('aws_apigatewayv2_api', 'id'),
  ApiName: of('aws_api_gateway_rest_api', 'name'),
  AutoScalingGroupName: of('aws_autoscaling_group', 'name', 'id'),
  BucketName: of('aws_s3_bucket', 'bucket', 'id'),
  CertificateArn: of('aws_acm_certificate', 'arn', 'id'),
  ClusterName: [...of('aws_ecs_cluster', 'name'), ...of('aws_eks_cluster', 'name', 'id')],
  DBInstanceIdentifier: of('aws_db_instance', 'identifier', 'id'),
  FunctionName: of('aws_lambda_function', 'function_name', 'id'),
  InstanceId: of('aws_instance', 'id'),
  LoadBalancer: of('aws_lb', 'arn_suffix'),
  NatGatewayId: of('aws_nat_gateway', 'id'),
  ServiceName: of('aws_ecs_service', 'name'),
  TableName: of('aws_dynamodb_table', 'name', 'id'),
  TargetGroup: of('aws_lb_target_group', 'arn_suffix'),
  SOURCE: of('aws_cloudwatch_log_group', 'name', 'id'),
  alarm: [
    ...of('aws_cloudwatch_composite_alarm', 'alarm_name', 'arn'),
    ...of('aws_cloudwatch_metric_alarm', 'alarm_name', 'arn'),
  ],
  Currency: [],
  Operation: [],
  StorageType: [],
};

/** Undefined for what is not known: it is added here, with what it names. */
export const attributesOf = (kind: string): readonly Attribute[] | undefined =>
  Object.hasOwn(named, kind) ? named[kind] : undefined;

/** The name in an alarm's ARN; anything else as it is. */
export const plainName = (text: string): string => text.replace(/^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:/, '');
