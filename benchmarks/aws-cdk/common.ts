import type { CfnResource, CfnTag, Stack } from 'aws-cdk-lib';

export type Builder = (scope: Stack, id: string) => CfnResource;

export const vpcId = 'vpc-0a1b2c3d';
export const subnetId = 'subnet-0a1b2c3d';
export const routeTableId = 'rtb-0a1b2c3d';
export const keyArn = 'arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000';
export const topicArn = 'arn:aws:sns:us-west-2:111122223333:alarms';
export const groupId = 'sg-0a1b2c3d';

export const tags = (component: string): CfnTag[] =>
  Object.entries({ Environment: 'dev', Owner: 'platform-team', Project: 'groundwork', Component: component }).map(
    ([key, value]) => ({ key, value }),
  );

export const policy = (service: string, action: string) => ({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Use', Effect: 'Allow', Principal: { Service: service }, Action: [action], Resource: '*' },
    { Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
  ],
});
