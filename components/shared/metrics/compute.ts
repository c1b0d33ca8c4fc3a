import type { MetricKind } from './metric';
import type { Service } from './offer';

const of = (kind: MetricKind) => kind;
const often = { periodSecs: 300 } as const;

/** Machines of an Auto Scaling group, or a single one. */
export const machines = {
  id: 'machines',
  namespace: 'AWS/EC2',
  metrics: {
    cpu: of({
      ...often,
      name: 'CPUUtilization',
      statistic: 'Average',
      unit: 'Percent',
      label: 'CPU',
      concern: { above: 80 },
    }),
    statusChecks: of({
      ...often,
      name: 'StatusCheckFailed',
      statistic: 'Maximum',
      unit: 'Count',
      label: 'Failed status checks',
      concern: { above: 1 },
    }),
    networkIn: of({ ...often, name: 'NetworkIn', statistic: 'Sum', unit: 'Bytes', label: 'in' }),
    networkOut: of({ ...often, name: 'NetworkOut', statistic: 'Sum', unit: 'Bytes', label: 'out' }),
    ebsRead: of({ ...often, name: 'EBSReadBytes', statistic: 'Sum', unit: 'Bytes', label: 'read' }),
    ebsWrite: of({ ...often, name: 'EBSWriteBytes', statistic: 'Sum', unit: 'Bytes', label: 'written' }),
  },
} as const satisfies Service;

/** A Lambda function. */
export const lambda = {
  id: 'function',
  namespace: 'AWS/Lambda',
  metrics: {
    invocations: of({ ...often, name: 'Invocations', statistic: 'Sum', unit: 'Count', label: 'Invocations' }),
    errors: of({
      ...often,
      name: 'Errors',
      statistic: 'Sum',
      unit: 'Count',
      label: 'Errors',
      concern: { above: 1 },
    }),
    throttles: of({
      ...often,
      name: 'Throttles',
      statistic: 'Sum',
      unit: 'Count',
      label: 'Throttles',
      concern: { above: 1 },
    }),
    duration: of({ ...often, name: 'Duration', statistic: 'Average', unit: 'Milliseconds', label: 'average' }),
    slowest: of({ ...often, name: 'Duration', statistic: 'p95', unit: 'Milliseconds', label: 'slowest 5 %' }),
    concurrency: of({
      ...often,
      name: 'ConcurrentExecutions',
      statistic: 'Maximum',
      unit: 'Count',
      label: 'At the same time',
    }),
  },
} as const satisfies Service;

/** A service of containers, of ECS. */
export const containers = {
  id: 'containers',
  namespace: 'AWS/ECS',
  metrics: {
    cpu: of({
      ...often,
      name: 'CPUUtilization',
      statistic: 'Average',
      unit: 'Percent',
      label: 'CPU',
      concern: { above: 80 },
    }),
    memory: of({
      ...often,
      name: 'MemoryUtilization',
      statistic: 'Average',
      unit: 'Percent',
      label: 'Memory',
      concern: { above: 80 },
    }),
  },
} as const satisfies Service;

/** A Kubernetes cluster, of EKS, with Container Insights. */
export const cluster = {
  id: 'cluster',
  namespace: 'ContainerInsights',
  metrics: {
    cpu: of({
      ...often,
      name: 'node_cpu_utilization',
      statistic: 'Average',
      unit: 'Percent',
      label: 'CPU of nodes',
      concern: { above: 80 },
    }),
    memory: of({
      ...often,
      name: 'node_memory_utilization',
      statistic: 'Average',
      unit: 'Percent',
      label: 'Memory of nodes',
      concern: { above: 80 },
    }),
    failedNodes: of({
      ...often,
      name: 'cluster_failed_node_count',
      statistic: 'Maximum',
      unit: 'Count',
      label: 'Failed nodes',
      concern: { above: 1 },
    }),
  },
} as const satisfies Service;
