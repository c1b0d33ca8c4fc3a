import type { MetricKind } from './metric';
import type { Service } from './offer';

const of = (kind: MetricKind) => kind;
const often = { periodSecs: 300 } as const;

/** A NAT gateway. */
export const natGateway = {
  id: 'nat-gateway',
  namespace: 'AWS/NATGateway',
  metrics: {
    bytesOut: of({ ...often, name: 'BytesOutToDestination', statistic: 'Sum', unit: 'Bytes', label: 'out' }),
    bytesIn: of({ ...often, name: 'BytesInFromDestination', statistic: 'Sum', unit: 'Bytes', label: 'in' }),
    connections: of({
      ...often,
      name: 'ActiveConnectionCount',
      statistic: 'Maximum',
      unit: 'Count',
      label: 'Connections',
    }),
    portErrors: of({
      ...often,
      name: 'ErrorPortAllocation',
      statistic: 'Sum',
      unit: 'Count',
      label: 'no port left',
      concern: { above: 1 },
    }),
    dropped: of({
      ...often,
      name: 'PacketsDropCount',
      statistic: 'Sum',
      unit: 'Count',
      label: 'packets dropped',
    }),
  },
} as const satisfies Service;

/** An application load balancer with a target group. */
export const loadBalancer = {
  id: 'load-balancer',
  namespace: 'AWS/ApplicationELB',
  metrics: {
    requests: of({ ...often, name: 'RequestCount', statistic: 'Sum', unit: 'Count', label: 'Requests' }),
    responseTime: of({
      ...often,
      name: 'TargetResponseTime',
      statistic: 'p95',
      unit: 'Seconds',
      label: 'slowest 5 %',
      concern: { above: 1 },
    }),
    targetErrors: of({
      ...often,
      name: 'HTTPCode_Target_5XX_Count',
      statistic: 'Sum',
      unit: 'Count',
      label: 'of targets',
    }),
    ownErrors: of({
      ...often,
      name: 'HTTPCode_ELB_5XX_Count',
      statistic: 'Sum',
      unit: 'Count',
      label: 'of the balancer',
      concern: { above: 1 },
    }),
    healthy: of({ ...often, name: 'HealthyHostCount', statistic: 'Minimum', unit: 'Count', label: 'healthy' }),
    unhealthy: of({
      ...often,
      name: 'UnHealthyHostCount',
      statistic: 'Maximum',
      unit: 'Count',
      label: 'not healthy',
      concern: { above: 1 },
    }),
  },
} as const satisfies Service;

/** An HTTP API of API Gateway. */
export const api = {
  id: 'api',
  namespace: 'AWS/ApiGateway',
  metrics: {
    requests: of({ ...often, name: 'Count', statistic: 'Sum', unit: 'Count', label: 'Requests' }),
    clientErrors: of({ ...often, name: '4xx', statistic: 'Sum', unit: 'Count', label: 'of clients (4xx)' }),
    serverErrors: of({
      ...often,
      name: '5xx',
      statistic: 'Sum',
      unit: 'Count',
      label: 'ours (5xx)',
      concern: { above: 1 },
    }),
    latency: of({ ...often, name: 'Latency', statistic: 'p95', unit: 'Milliseconds', label: 'whole' }),
    integrationLatency: of({
      ...often,
      name: 'IntegrationLatency',
      statistic: 'p95',
      unit: 'Milliseconds',
      label: 'behind the API',
    }),
  },
} as const satisfies Service;

/** A certificate of ACM; it is measured once a day. */
export const certificate = {
  id: 'certificate',
  namespace: 'AWS/CertificateManager',
  metrics: {
    daysLeft: of({
      name: 'DaysToExpiry',
      statistic: 'Minimum',
      periodSecs: 86_400,
      unit: 'Days',
      label: 'Days left',
      // ACM renews 60 days ahead; one with less than 30 was not renewed.
      concern: { below: 30 },
    }),
  },
} as const satisfies Service;
