import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { Alarms } from '../../alarms';
import { Backend } from '../../backend';
import { FlowLogs } from '../../flow-logs';
import { LambdaFunction, sampleCode } from '../../lambda-function';
import { LaunchTemplates } from '../../launch-templates';
import { LogGroups } from '../../log-groups';
import { SecurityGroups } from '../../security-groups';
import type { Environment } from '../../shared/environment';
import {
  api,
  billing,
  certificate,
  containers,
  findings,
  loadBalancer,
  type Offer,
  offer,
  offersOf,
  trail,
} from '../../shared/metrics';
import { Vpc } from '../../vpc';
import { Dashboards } from '../index';

/** Every dashboard, the one of cost as well. */
export function example(scope: Construct, environment: Environment): Dashboards {
  const offers = offersOfEverything(scope, environment);
  return new Dashboards(scope, 'Dashboards', { environment, createCostDashboard: true, offers });
}

/** Components offer what they have themselves; whoever makes another resource offers what that has. */
export function offersOfEverything(scope: Construct, environment: Environment): Offer[] {
  new Backend(scope, 'Backend', { environment });
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  new FlowLogs(scope, 'FlowLogs', { environment, vpc, alarmTopic });
  const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
  const ofMachines = { autoScalingGroup: true, securityGroups: [groups.ec2] };
  new LaunchTemplates(scope, 'LaunchTemplates', {
    environment,
    vpc,
    alarmTopic,
    templates: {
      web: { ...ofMachines, instanceType: 't4g.small' },
      worker: { ...ofMachines, instanceType: 'm7g.large' },
    },
  });
  for (const name of ['orders', 'invoices'])
    new LambdaFunction(scope, `Function_${name}`, { environment, name, description: name, code: sampleCode });
  new Alarms(scope, 'Alarms', { environment, layer: 'everything', alarmTopic });
  return [...offersOf(scope), ...others(scope, environment, vpc), offer(billing, { subject: 'Account' })];
}

/** What no component of ours makes. */
function others(scope: Construct, environment: Environment, vpc: Vpc): Offer[] {
  const { project, name } = environment;
  const balancer = new Lb(scope, 'Balancer', {
    name: `${project}-${name}`,
    internal: true,
    loadBalancerType: 'application',
    subnets: vpc.privateSubnetIds,
    dropInvalidHeaderFields: true,
  });
  const targets = new LbTargetGroup(scope, 'Targets', {
    name: `${project}-${name}`,
    port: 8443,
    protocol: 'HTTPS',
    vpcId: vpc.vpcId,
  });
  const ofDomain = {
    domainName: `${name}.example.com`,
    validationMethod: 'DNS',
    lifecycle: { createBeforeDestroy: true },
  };
  const served = new AcmCertificate(scope, 'Certificate', ofDomain);
  const http = new Apigatewayv2Api(scope, 'Api', { name: `${project}-${name}`, protocolType: 'HTTP' });
  const cluster = new EcsCluster(scope, 'Cluster', {
    name: `${project}-${name}`,
    setting: [{ name: 'containerInsights', value: 'enabled' }],
  });
  const logs = new LogGroups(scope, 'AuditLogs', {
    environment,
    name: 'audit',
    description: 'CloudTrail events and GuardDuty findings',
    logGroups: { trail: `/${project}/${name}/trail`, findings: `/${project}/${name}/findings` },
  });
  const [trailGroup = '', findingsGroup = ''] = logs.logGroupNames;
  return [
    offer(loadBalancer, {
      subject: 'shop',
      dimensions: { LoadBalancer: balancer.arnSuffix, TargetGroup: targets.arnSuffix },
      except: ['ownErrors'],
    }),
    offer(loadBalancer, { subject: 'shop', dimensions: { LoadBalancer: balancer.arnSuffix }, only: ['ownErrors'] }),
    offer(api, { subject: 'orders', dimensions: { ApiId: http.id } }),
    offer(containers, { subject: 'cluster', dimensions: { ClusterName: cluster.name } }),
    offer(certificate, { subject: served.domainName, dimensions: { CertificateArn: served.arn } }),
    offer(trail, { subject: 'account', logGroups: [trailGroup] }),
    offer(findings, { subject: 'account', logGroups: [findingsGroup] }),
  ];
}
