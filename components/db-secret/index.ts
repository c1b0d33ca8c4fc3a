import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { Component } from '../shared/component';
import { holdRules } from '../shared/hold-rules';
import { camelCase, regionalName } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { describeFault } from '../shared/rules';
import { type Declared, declareSettings } from '../shared/settings';
import { secretPolicy } from './policy';
import { type DbSecretProps, dbSecretSettings, type MasterSecret } from './props';
import { dbSecretAttachmentRules, dbSecretRegionRules, dbSecretRules } from './rules';

export {
  type DbSecretProps,
  dbSecretSettings,
  type ManagedSecret,
  type MasterSecret,
  type SecretReplica,
} from './props';
export { dbSecretAttachmentRules, dbSecretRegionRules, dbSecretRules } from './rules';

export const dbSecretOutputs = {
  secretArn: one('ARN of the secret'),
  secretName: one('Name of the secret'),
  secretKeyArn: one('ARN of the key that encrypts the secret'),
} as const;

/** Where a database listens, in the members that AWS's own rotation functions read. */
export interface DatabaseAddress {
  readonly engine: string;
  readonly host: string;
  readonly port: number;
  /** Database that is connected to. */
  readonly dbname: string;
}

/** A version keeps this stage when it is no longer current, so that Secrets Manager never discards it. */
const initialStage = 'INITIAL';

/** The credentials of a user of a database, in AWS's shape, encrypted with a key of their own. */
export class DbSecret extends Component implements MasterSecret {
  readonly secretArn: string;
  readonly secretName: string;
  readonly secretKeyArn: string;
  readonly passwordOwner = 'lambda';
  /** What the user is given at first. It is in the state, and dead after the first rotation. */
  readonly initialPassword: string;
  /** What a rotation has to tell the function about passwords. */
  readonly passwordSettings: Pick<
    Declared<typeof dbSecretSettings>['variables'],
    'passwordLength' | 'passwordExcludedCharacters'
  >;
  private version: SecretsmanagerSecretVersion | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DbSecretProps,
  ) {
    super(scope, id, 'db-secret', props.environment);
    const { environment, name, username } = props;
    const prefix = camelCase(name);
    const { variables } = declareSettings(this, dbSecretSettings, props, dbSecretRules, { prefix });
    const replicas = props.replicas ?? [];
    holdRules(this, dbSecretRegionRules, { regions: [environment.region, ...replicas.map(({ region }) => region)] });
    this.node.addValidation({ validate: () => this.attachmentFaults() });

    this.secretKeyArn = new KmsKey(this, 'Key', {
      environment,
      name: `${name}-credentials`,
      description: `Credentials of ${username} in the database ${name}`,
    }).keyArn;
    const secret = new SecretsmanagerSecret(this, 'Resource', {
      name: regionalName(environment, name),
      description: `Credentials of ${username} in the database ${name}`,
      kmsKeyId: this.secretKeyArn,
      recoveryWindowInDays: environment.allowDestroys ? 0 : variables.recoveryWindowDays,
      replica: replicas.map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn })),
      lifecycle: { preventDestroy: !environment.allowDestroys },
    });
    this.secretArn = secret.arn;
    this.secretName = secret.name;
    new SecretsmanagerSecretPolicy(this, 'Policy', {
      secretArn: secret.arn,
      policy: secretPolicy(environment),
      blockPublicPolicy: true,
    });
    this.passwordSettings = variables;
    this.initialPassword = new DataAwsSecretsmanagerRandomPassword(this, 'InitialPassword', {
      passwordLength: variables.passwordLength,
      excludeCharacters: variables.passwordExcludedCharacters,
      includeSpace: false,
      requireEachIncludedType: true,
    }).randomPassword;
    expose(this, dbSecretOutputs, this, prefix);
  }

  /** Without project and environment. */
  get name(): string {
    return this.props.name;
  }

  get keyArn(): string {
    return this.secretKeyArn;
  }

  get masterSecret(): MasterSecret | undefined {
    return this.props.masterSecret;
  }

  /** The first version, which a rotation begins with. */
  get initialVersion(): readonly SecretsmanagerSecretVersion[] {
    return this.version ? [this.version] : [];
  }

  /**
   * Writes the first version: who logs in, and where. From then on rotations write, and Terraform leaves it alone.
   * @param password what the user was made with, as the database's own state has it: a plan that comes between draws
   *   another `initialPassword`. @default that
   */
  attachTo(database: DatabaseAddress, password = this.initialPassword): void {
    const { username, masterSecret } = this.props;
    this.version = new SecretsmanagerSecretVersion(this, 'InitialVersion', {
      secretId: this.secretArn,
      secretString: Fn.jsonencode({
        engine: database.engine,
        host: database.host,
        port: database.port,
        dbname: database.dbname,
        username,
        password,
        ...(masterSecret && { masterarn: masterSecret.secretArn }),
      }),
      versionStages: ['AWSCURRENT', initialStage],
      lifecycle: { ignoreChanges: ['secret_string', 'version_stages'] },
    });
  }

  private attachmentFaults(): string[] {
    if (this.version) return [];
    const found = `${this.props.name}, which attachTo was never called of`;
    return [describeFault(this.node.path, dbSecretAttachmentRules.attached, found)];
  }
}
