import type { Gap } from '../gap';
import { autoscalingWarmup } from './autoscaling-warmup';
import { backupPlans, backupSelections } from './backup-plans';
import { backupTags } from './backup-tags';
import { backupRecoveryPoints, backupVaultNotifications, backupVaultPolicy } from './backup-vault';
import { cloudwatchCompositeAlarms } from './cloudwatch-composite-alarms';
import { ec2DeletedTags } from './ec2-deleted-tags';
import { ec2FlowLogs } from './ec2-flow-logs';
import { ec2InstanceGroups } from './ec2-instance-groups';
import { ec2Monitoring, ec2VolumeSize } from './ec2-instances';
import { ec2LaunchTemplateTags } from './ec2-launch-template-tags';
import { ec2NetworkAclIds } from './ec2-network-acl-ids';
import { ec2RuleDescriptions } from './ec2-rule-descriptions';
import { kmsRotation } from './kms-rotation';
import { rdsInstanceSettings } from './rds-instance-settings';
import { rdsOptionGroups } from './rds-option-groups';
import { rdsParameters } from './rds-parameters';
import { rdsResourceIds } from './rds-resource-ids';
import { s3BucketPolicy } from './s3-bucket-policy';
import { s3Lifecycle } from './s3-lifecycle';
import { s3Logging } from './s3-logging';
import { s3Notification } from './s3-notification';

/**
 * Everything that the emulators lack and the workspace needs, one entry each. Where several hold for an operation,
 * they wrap one another in this order. A test probes every one, and fails when an emulator has learned it.
 */
export const gaps: readonly Gap[] = [
  autoscalingWarmup,
  backupPlans,
  backupRecoveryPoints,
  backupSelections,
  backupTags,
  backupVaultNotifications,
  backupVaultPolicy,
  cloudwatchCompositeAlarms,
  ec2FlowLogs,
  ec2InstanceGroups,
  ec2LaunchTemplateTags,
  ec2Monitoring,
  ec2NetworkAclIds,
  ec2RuleDescriptions,
  ec2VolumeSize,
  // Behind those of the same operations, which it must not send other requests through.
  ec2DeletedTags,
  kmsRotation,
  rdsInstanceSettings,
  rdsOptionGroups,
  rdsParameters,
  rdsResourceIds,
  s3BucketPolicy,
  s3Lifecycle,
  s3Logging,
  s3Notification,
];
