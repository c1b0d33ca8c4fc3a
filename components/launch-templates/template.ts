import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { LaunchTemplate as AwsLaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Annotations, conditional, Fn, TerraformLocal, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { Component } from '../shared/component';
import type { Environment } from '../shared/environment';
import { camelCase, regionalName } from '../shared/naming';
import { describeFault } from '../shared/rules';
import { type Declared, declareSettings } from '../shared/settings';
import { templateFaults } from './faults';
import { blockDevices, marketOptions, reservation, whatRuns } from './launch-data';
import { instanceProfile } from './profile';
import type { launchTemplatesSettings, TemplateProps } from './props';
import { launchTemplateRules, launchTemplatesDataRules } from './rules';
import { startScript } from './start-script';
import { launchTemplateSettings } from './template-settings';

export interface LaunchTemplateProps extends TemplateProps {
  readonly environment: Environment;
  readonly name: string;
  /** The settings of all templates. */
  readonly common: Declared<typeof launchTemplatesSettings>;
  readonly keyArn: string;
  readonly metricNamespace: string;
  readonly logGroup: { readonly name: string; readonly arn: string };
  /** Where its one machine is; a group says so itself. @default none */
  readonly subnetId?: string;
  /** Tags of the environment, which the provider does not put on what a template launches: a reference. */
  readonly environmentTags: unknown;
}

/** One template, with the role of its machines. */
export class LaunchTemplate extends Component {
  readonly name: string;
  readonly settings: Declared<typeof launchTemplateSettings>;
  readonly role: IamRole;
  readonly launchTemplateId: string;
  readonly userDataBase64: string;
  /** Number of the newest version, as text. */
  readonly latestVersion: string;

  constructor(scope: Construct, id: string, props: LaunchTemplateProps) {
    super(scope, id, 'launch-templates', props.environment);
    const prefix = camelCase(props.name);
    this.name = props.name;
    this.settings = declareSettings(this, launchTemplateSettings, props, launchTemplateRules, { prefix });
    this.warn(props);
    const { values, variables } = this.settings;
    const { common } = props;
    const { role, profile } = instanceProfile(this, {
      name: props.name,
      metricNamespace: props.metricNamespace,
      logGroupArn: props.logGroup.arn,
      grants: props.grants ?? [],
    });
    this.role = role;

    const image = new DataAwsSsmParameter(this, 'Image', { name: variables.imageParameter });
    const name = regionalName(this.environment, props.name);
    // Not as an object: the function turns one into text to judge it, which fails on a tag that is called toString.
    const own = new TerraformLocal(this, 'Tags', { ...props.tags, Name: name });
    const tags = Token.asStringMap(Fn.merge([props.environmentTags, own.expression]));
    const template = new AwsLaunchTemplate(this, 'Resource', {
      name,
      description: `Machines of ${props.name}`,
      updateDefaultVersion: true,
      imageId: image.insecureValue,
      ...whatRuns(this.settings),
      ebsOptimized: 'true',
      userData: this.script(props),
      iamInstanceProfile: { arn: profile.arn },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: 'false',
          deleteOnTermination: 'true',
          securityGroups: props.securityGroups.map(({ connections }) => connections.securityGroupId),
          // AWS takes no subnet for a machine beside a template with a network interface: it has to be here.
          subnetId: props.subnetId,
        },
      ],
      blockDeviceMappings: blockDevices(this.settings, props.dataVolumes ?? [], props.keyArn),
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: Token.asString(conditional(common.variables.enforceImdsv2, 'required', 'optional')),
        httpPutResponseHopLimit: common.variables.imdsHopLimit,
        instanceMetadataTags: Token.asString(
          conditional(common.variables.enableInstanceMetadataTags, 'enabled', 'disabled'),
        ),
      },
      monitoring: { enabled: common.variables.enableDetailedMonitoring },
      // AWS refuses it for Spot Instances.
      disableApiTermination: values.spot ? undefined : common.variables.defaultDisableApiTermination,
      instanceMarketOptions: marketOptions(this.settings),
      capacityReservationSpecification: reservation(values.capacityReservation),
      ...(values.hibernation && { hibernationOptions: { configured: true } }),
      ...(values.enclave && { enclaveOptions: { enabled: true } }),
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      tags: { Name: name },
    });
    this.launchTemplateId = template.id;
    this.userDataBase64 = template.userData;
    this.latestVersion = Fn.tostring(template.latestVersion);
  }

  /** The script of the first start, encoded; its faults are told. */
  private script(props: LaunchTemplateProps): string {
    const script = startScript(
      {
        namespace: props.metricNamespace,
        logGroupName: props.logGroup.name,
        intervalSecs: 60,
        logFiles: props.logFiles ?? [],
      },
      props.userData,
    );
    const faults = templateFaults(props.name, props, script).map(({ rule, found }) =>
      describeFault(this.node.path, rule, found),
    );
    this.node.addValidation({ validate: () => faults });
    const local = new TerraformLocal(this, 'UserData', script.text);
    return `\${base64encode(local.${local.friendlyUniqueId})}`;
  }

  /** What AWS takes, and yet is hardly meant. */
  private warn({ common }: LaunchTemplateProps): void {
    if (!this.settings.values.runsContainers || common.values.imdsHopLimit > 1) return;
    const { id, says, fix } = launchTemplatesDataRules.hopLimit;
    Annotations.of(this).addWarning(`[${id}] ${says}; ${fix}`);
  }
}
