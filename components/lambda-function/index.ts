import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaFunction as AwsLambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import type { Construct } from 'constructs';
import { LogGroups } from '../log-groups';
import { Component } from '../shared/component';
import { type Connectable, Connections } from '../shared/connections';
import { holdRules } from '../shared/hold-rules';
import { serviceRole } from '../shared/iam/service-role';
import type { Offer, Offering } from '../shared/metrics';
import { accountWideName, arnOf, camelCase, regionalName } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { securityGroup } from '../shared/security-group';
import { declareSettings } from '../shared/settings';
import { CodeFile } from './code';
import { functionOffer } from './metrics';
import { type LambdaFunctionProps, type LambdaNetwork, lambdaFunctionSettings } from './props';
import { lambdaFunctionNameRules, lambdaFunctionRules } from './rules';
import { connect, writeLog, writeTraces } from './statements';

export { type LambdaCode, sampleCode } from './code';
export { type LambdaFunctionProps, type LambdaNetwork, lambdaFunctionSettings } from './props';
export { lambdaFunctionNameRules, lambdaFunctionRules } from './rules';

export const lambdaFunctionOutputs = {
  functionName: one('Name of the function'),
  functionArn: one('ARN of the function'),
  functionRoleArn: one('ARN of the role that it runs as'),
  functionLogGroupName: one('Log group that it writes to'),
} as const;

/** A function with a role, a log and a key of its own, that may do what its statements say and nothing else. */
export class LambdaFunction extends Component implements Connectable, Offering {
  readonly functionName: string;
  readonly functionArn: string;
  readonly functionRoleArn: string;
  readonly functionLogGroupName: string;
  /** Metrics and log. */
  readonly offers: () => readonly Offer[];
  private readonly network: Connections | undefined;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id, 'lambda-function', props.environment);
    const { environment, name } = props;
    const prefix = camelCase(name);
    const { values, variables } = declareSettings(this, lambdaFunctionSettings, props, lambdaFunctionRules, { prefix });
    const functionName = regionalName(environment, name);
    holdRules(this, lambdaFunctionNameRules, { functionName, roleName: accountWideName(environment, name) });

    const logs = new LogGroups(this, 'Logs', {
      environment,
      name,
      description: `Log and settings of the function ${functionName}`,
      logsRetentionDays: props.logsRetentionDays,
      logGroups: { function: `/aws/lambda/${functionName}` },
    });
    const logGroupName = logs.logGroupNames[0] as string;
    const logGroupArn = logs.logGroupArns[0] as string;
    const plannedArn = arnOf(environment, 'lambda', `function:${functionName}`);
    const role = serviceRole(this, 'Role', {
      name,
      description: props.description,
      // Lambda is not known to tell for which function, and where it did not, none could be made.
      service: 'lambda.amazonaws.com',
      statements: [
        writeLog(logGroupArn),
        ...(values.enableTracing ? [writeTraces] : []),
        ...(props.network ? connect(environment, plannedArn) : []),
        ...(props.statements ?? []),
      ],
    });
    this.network = props.network && this.securityGroup(name, props.network);

    const made = new AwsLambdaFunction(this, 'Resource', {
      functionName,
      description: props.description,
      role: role.arn,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: props.code.handler,
      filename: new CodeFile(this, 'Code', name, props.code).path,
      sourceCodeHash: props.code.sha256,
      memorySize: variables.memorySize,
      timeout: variables.timeoutSecs,
      reservedConcurrentExecutions: variables.reservedConcurrency,
      kmsKeyArn: logs.logGroupsKeyArn,
      environment: props.environmentVariables && { variables: { ...props.environmentVariables } },
      loggingConfig: {
        logFormat: 'JSON',
        applicationLogLevel: 'INFO',
        systemLogLevel: 'WARN',
        logGroup: logGroupName,
      },
      tracingConfig: { mode: values.enableTracing ? 'Active' : 'PassThrough' },
      vpcConfig: props.network &&
        this.network && { subnetIds: props.network.subnetIds, securityGroupIds: [this.network.securityGroupId] },
      // Lambda tries the permissions when it connects the function, and needs them still when it disconnects it.
      dependsOn: this.node.children.filter((child) => child instanceof IamRolePolicy),
    });
    this.functionName = made.functionName;
    this.functionArn = made.arn;
    this.functionRoleArn = role.arn;
    this.functionLogGroupName = logGroupName;
    this.offers = () => [functionOffer(name, functionName)];
    expose(this, lambdaFunctionOutputs, this, prefix);
  }

  /** Who it may talk to. @throws when it is in no VPC, where nothing could be allowed */
  get connections(): Connections {
    if (!this.network) throw new Error(`${this.node.path}: it is connected to no VPC; give it a network`);
    return this.network;
  }

  private securityGroup(name: string, { vpcId }: LambdaNetwork): Connections {
    const group = securityGroup(this, 'SecurityGroup', {
      name,
      description: `Function ${regionalName(this.environment, name)}: out to what it needs, and nothing in`,
      vpcId,
    });
    return new Connections(this, name, group.id);
  }
}
