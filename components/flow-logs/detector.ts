/** The setting that holds a detector's alarm threshold; its Terraform variable is the same in snake_case. */
export type ThresholdSetting =
  | 'sshAccessAlarmThreshold'
  | 'rdpAccessAlarmThreshold'
  | 'rejectedConnectionsAlarmThreshold'
  | 'largeTransferAlarmThreshold'
  | 'portScanAlarmThreshold';

export type DetectorId = 'ssh-attempts' | 'rdp-attempts' | 'rejected-connections' | 'large-transfers' | 'port-scans';

/** A metric filter on the flow log and the alarm on its metric. */
export interface Detector {
  readonly id: DetectorId;
  /** What it means that the alarm fires, and what to do. */
  readonly description: string;
  readonly filterPattern: string;
  readonly metricName: string;
  /** What a matching record adds: `1`, or a field of it as `$bytes`. */
  readonly metricValue: string;
  /** What is published for a minute with records of which none match. */
  readonly defaultValue: number;
  readonly unit: 'Count' | 'Bytes';
  readonly statistic: 'Sum';
  readonly periodSecs: number;
  readonly comparison: 'GreaterThanOrEqualToThreshold';
  readonly thresholdSetting: ThresholdSetting;
  /** In `unit`, per period and for the whole VPC. */
  readonly defaultThreshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: 'notBreaching';
}
