import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { LaunchTemplates, userData } from '../index';

const startServer = `
dnf install --assumeyes nginx
sed -i "s/listen  *80;/listen {{port:number}};/" /etc/nginx/nginx.conf
echo {{greeting}} > /usr/share/nginx/html/index.html
systemctl enable --now nginx
`;

/** A web tier behind a target group and an application tier on several types, partly Spot; alarms and a dashboard. */
export function example(scope: Construct, environment: Environment): LaunchTemplates {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', {
    environment,
    vpc,
    alarmTopic,
    groups: { web: { rules: ['https_from_vpc', 'https_to_s3'] } },
  });
  const targets = new LbTargetGroup(scope, 'Targets', { name: 'web', port: 8080, protocol: 'HTTP', vpcId: vpc.vpcId });
  return new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    imdsHopLimit: 2,
    enableInstanceMetadataTags: true,
    defaultDisableApiTermination: true,
    cpuAlarmThreshold: 70,
    createInstanceDashboard: true,
    instanceLogRetentionDays: 90,
    templates: {
      web: {
        instanceType: 't4g.small',
        cpuCredits: 'standard',
        rootVolumeSize: 30,
        autoScalingGroup: true,
        minSize: 2,
        desiredCapacity: 2,
        maxSize: 6,
        refreshMinHealthyPercentage: 50,
        targetGroupArns: [targets.arn],
        securityGroups: [groups.web],
        userData: userData(startServer, { port: 8080, greeting: "it's up" }),
        logFiles: [{ path: '/var/log/nginx/access.log', name: 'access' }],
        tags: { Tier: 'web' },
      },
      app: {
        instanceType: 'm7g.large',
        furtherInstanceTypes: ['m6g.large', 'c7g.xlarge'],
        onDemandBaseCapacity: 1,
        onDemandPercentage: 50,
        runsContainers: true,
        autoScalingGroup: true,
        minSize: 2,
        desiredCapacity: 3,
        maxSize: 6,
        securityGroups: [groups.ec2],
        dataVolumes: [{ deviceName: '/dev/sdf', sizeGib: 100 }],
        grants: [
          {
            sid: 'ReadSettings',
            actions: ['ssm:GetParametersByPath'],
            resources: [
              `arn:${environment.partition}:ssm:${environment.region}:${environment.accountId}:parameter/app/*`,
            ],
          },
        ],
      },
    },
  });
}
