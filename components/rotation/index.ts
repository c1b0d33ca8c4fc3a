import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { DbSecret } from '../db-secret';
import { LambdaFunction } from '../lambda-function';
import { Component } from '../shared/component';
import { holdRules } from '../shared/hold-rules';
import { camelCase, regionalName } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { connect } from './connect';
import { StackFacts } from './facts';
import { rotationStatements } from './grants';
import { type RotationProps, rotationSettings } from './props';
import { reachFaults } from './reach-faults';
import { rotationRules, rotationSubjectRules } from './rules';
import { watch } from './watch';

export {
  type RotatedDatabase,
  type RotationNetwork,
  type RotationProps,
  rotationSettings,
} from './props';
export { rotationReachRules, rotationRules, rotationSubjectRules } from './rules';

export const rotationOutputs = {
  rotatedSecretArn: one('ARN of the secret that is rotated'),
  rotatorName: one('Name of the function that rotates it'),
  rotatorArn: one('ARN of that function'),
} as const;

/** What a step takes at most: several attempts to log in, of five seconds each. */
const timeoutSecs = 60;

/** Gives the user of a secret a new password at once and then again and again, and proves beforehand that it can. */
export class Rotation extends Component {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: RotationProps,
  ) {
    super(scope, id, 'rotation', props.environment);
    const { name, secret, database, network } = props;
    const prefix = camelCase(name);
    const { values, variables } = declareSettings(this, rotationSettings, props, rotationRules, { prefix });
    if (!values.enableSecretsRotation) return;
    holdRules(this, rotationSubjectRules, {
      passwordOwner: secret.passwordOwner,
      rotationStrategy: values.rotationStrategy,
      hasMasterSecret: 'masterSecret' in secret && secret.masterSecret !== undefined,
    });
    if (secret.passwordOwner === 'managed') return;

    const functionName = `${name}-rotation`;
    const rotator = this.rotator(functionName, secret, values.rotationStrategy);
    const asksRds = secret.masterSecret?.passwordOwner === 'managed';
    connect({ scope: this, rotator, database, network, asksRds });
    new LambdaPermission(this, 'Permission', {
      statementId: 'SecretsManager',
      action: 'lambda:InvokeFunction',
      functionName: rotator.functionName,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: this.environment.accountId,
    });
    const watched = values.enableRotationAlarms
      ? watch(this, {
          name,
          functionName: regionalName(this.environment, functionName),
          secret,
          topic: props.alarmTopic,
          threshold: variables.rotationDurationAlarmThreshold,
        })
      : [];
    this.node.addValidation({ validate: () => reachFaults({ rotation: this, rotator, secret, database, network }) });
    new SecretsmanagerSecretRotation(this, 'Resource', {
      secretId: secret.secretArn,
      rotationLambdaArn: rotator.functionArn,
      rotationRules: { automaticallyAfterDays: variables.rotationDays },
      rotateImmediately: true,
      // It rotates as soon as it is made, so all that the function needs must be there, and its end be told of.
      dependsOn: [
        ...secret.initialVersion,
        ...this.node.findAll().filter((node) => node instanceof LambdaPermission || node instanceof IamRolePolicy),
        ...new StackFacts(this).rulesOf(rotator.connections.securityGroupId),
        ...watched,
      ],
    });
    const exposed = {
      rotatedSecretArn: secret.secretArn,
      rotatorName: rotator.functionName,
      rotatorArn: rotator.functionArn,
    };
    expose(this, rotationOutputs, exposed, prefix);
  }

  private rotator(functionName: string, secret: DbSecret, strategy: string): LambdaFunction {
    const { environment, name, network, code, rotationLogsRetentionDays } = this.props;
    const { passwordLength, passwordExcludedCharacters } = secret.passwordSettings;
    return new LambdaFunction(this, 'Function', {
      environment,
      name: functionName,
      description: `Rotates the secret ${name}`,
      code,
      timeoutSecs,
      logsRetentionDays: rotationLogsRetentionDays ?? 7,
      environmentVariables: {
        ROTATION_STRATEGY: strategy,
        PASSWORD_LENGTH: Token.asString(passwordLength),
        EXCLUDE_CHARACTERS: passwordExcludedCharacters,
      },
      statements: rotationStatements(environment, secret, secret.masterSecret),
      network: { vpcId: network.vpcId, subnetIds: network.privateSubnetIds },
    });
  }
}
