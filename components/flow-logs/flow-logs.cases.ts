import type { RuleCases } from '../../tests/support/rule-cases';
import type { flowLogsSettings } from './props';

export const flowLogsCases: RuleCases<typeof flowLogsSettings> = {
  FlowLogsProductionEnabled: {
    holds: [{ enableFlowLogs: true }],
    breaks: [{ enableFlowLogs: false }],
  },
  FlowLogsProductionAlarms: {
    holds: [{ enableFlowLogsAlarms: true }],
    breaks: [{ enableFlowLogsAlarms: false }],
  },
  FlowLogsRetention: {
    holds: [{ flowLogsRetentionDays: 1 }, { flowLogsRetentionDays: 30 }, { flowLogsRetentionDays: 3653 }],
    breaks: [{ flowLogsRetentionDays: 0 }, { flowLogsRetentionDays: 31 }, { flowLogsRetentionDays: 3654 }],
  },
  FlowLogsAggregationInterval: {
    holds: [{ flowLogsAggregationInterval: 60 }, { flowLogsAggregationInterval: 600 }],
    breaks: [59, 61, 300, 599, 601].map((flowLogsAggregationInterval) => ({ flowLogsAggregationInterval })),
  },
  FlowLogsSshAttemptsThreshold: {
    holds: [{ sshAccessAlarmThreshold: 1 }],
    breaks: [{ sshAccessAlarmThreshold: 0 }, { sshAccessAlarmThreshold: 1.5 }],
  },
  FlowLogsRdpAttemptsThreshold: {
    holds: [{ rdpAccessAlarmThreshold: 1 }],
    breaks: [{ rdpAccessAlarmThreshold: 0 }, { rdpAccessAlarmThreshold: 1.5 }],
  },
  FlowLogsRejectedConnectionsThreshold: {
    holds: [{ rejectedConnectionsAlarmThreshold: 1 }],
    breaks: [{ rejectedConnectionsAlarmThreshold: 0 }, { rejectedConnectionsAlarmThreshold: 1.5 }],
  },
  FlowLogsLargeTransfersThreshold: {
    holds: [{ largeTransferAlarmThreshold: 1 }],
    breaks: [{ largeTransferAlarmThreshold: 0 }, { largeTransferAlarmThreshold: 1.5 }],
  },
  FlowLogsPortScansThreshold: {
    holds: [{ portScanAlarmThreshold: 1 }],
    breaks: [{ portScanAlarmThreshold: 0 }, { portScanAlarmThreshold: 1.5 }],
  },
};
