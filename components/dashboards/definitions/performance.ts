import type { DashboardDefinition } from './definition';

export const performance: DashboardDefinition = {
  id: 'performance',
  title: 'Performance',
  intro: 'Is it fast, and will it stay so? Latency first; then the resource behind it that is near its limit.',
  sections: [
    {
      service: 'machines',
      title: 'Machines (EC2)',
      advice: '**CPU at the line** and latency with it: more machines. Without latency: it is used well.',
      graphs: [{ title: 'CPU', metrics: ['cpu'] }],
    },
    {
      service: 'database',
      title: 'Databases (RDS)',
      advice:
        '**Latency up, IOPS flat**: the volume is at its limit. **CPU up**: the top statements of Performance Insights ' +
        'say which one wants an index.',
      graphs: [
        { title: 'CPU', metrics: ['cpu'] },
        { title: 'Latency of storage', metrics: ['readLatency', 'writeLatency'] },
        { title: 'IOPS', metrics: ['readIops', 'writeIops'] },
        { title: 'Free storage', metrics: ['freeStorage'] },
      ],
    },
    {
      service: 'function',
      title: 'Functions (Lambda)',
      advice:
        '**The slowest 5 %** far above the average: cold starts, or one slow input. **Errors**: the query on the ' +
        'application dashboard shows them.',
      graphs: [
        { title: 'Duration', metrics: ['duration', 'slowest'] },
        { title: 'Errors', metrics: ['errors'] },
      ],
    },
    {
      service: 'table',
      title: 'Tables (DynamoDB)',
      advice: '**Throttles** at low use: one key gets most of it; spread it. Latency is of requests that succeeded.',
      graphs: [
        { title: 'Latency', metrics: ['getLatency', 'putLatency', 'queryLatency'] },
        { title: 'Throttles', metrics: ['readThrottles', 'writeThrottles'] },
      ],
    },
    {
      service: 'containers',
      title: 'Containers (ECS)',
      advice:
        '**Memory at the line**: tasks are about to be killed. **CPU at the line**: raise the count, then the size.',
      graphs: [
        { title: 'CPU', metrics: ['cpu'] },
        { title: 'Memory', metrics: ['memory'] },
      ],
    },
    {
      service: 'cluster',
      title: 'Clusters (EKS)',
      advice: '**Nodes at the line**: pods wait for a place; see whether the autoscaler is at its limit.',
      graphs: [
        { title: 'CPU of nodes', metrics: ['cpu'] },
        { title: 'Memory of nodes', metrics: ['memory'] },
        { title: 'Failed nodes', metrics: ['failedNodes'] },
      ],
    },
    {
      service: 'api',
      title: 'APIs (API Gateway)',
      advice: '**Whole latency** far above what is behind the API: authorizers, or mappings of large bodies.',
      graphs: [{ title: 'Latency of the slowest 5 %', metrics: ['latency', 'integrationLatency'] }],
    },
    {
      service: 'load-balancer',
      title: 'Load balancers (ELB)',
      advice: '**Fewer healthy targets** and slower answers: the rest carries the load of those that are gone.',
      graphs: [
        { title: 'Response time', metrics: ['responseTime'] },
        { title: 'Targets', metrics: ['healthy', 'unhealthy'] },
      ],
    },
  ],
};
