import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { arnOf } from '../shared/naming';

/** Writing to the function's own log group; the group is there, so that it need not be created. */
export const writeLog = (logGroupArn: string): Statement => ({
  sid: 'WriteLog',
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  resources: [`${logGroupArn}:*`],
});

export const writeTraces: Statement = {
  sid: 'WriteTraces',
  actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  resources: ['*'],
  because: 'X-Ray has no resources that these actions could be limited to',
};

const changes = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
] as const;
const looks = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'] as const;

/**
 * What Lambda itself does with the role to connect a function, and what the function's own code may not do with it.
 *
 * Lambda tries these actions out when a function is made, on anything in the account, before there is an interface to
 * name; a narrower resource or a condition on the VPC is refused then. So what bounds them is the account, the region,
 * and the condition that a call does not come from the function.
 */
export const connect = (environment: Environment, functionArn: string): readonly Statement[] => [
  {
    sid: 'ConnectToVpc',
    actions: changes,
    resources: [arnOf(environment, 'ec2', '*/*')],
  },
  {
    sid: 'LookAtVpc',
    actions: looks,
    resources: ['*'],
    because: 'EC2 lets no Describe action be limited to a resource',
  },
  {
    sid: 'NotByItsCode',
    effect: 'Deny',
    actions: [...changes, ...looks],
    resources: ['*'],
    conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
  },
];
