import type { DashboardDefinition } from './definition';

export const application: DashboardDefinition = {
  id: 'application',
  title: 'Application',
  intro: 'Do users get what they ask for? Requests that stop are worse than requests that fail.',
  sections: [
    {
      service: 'load-balancer',
      title: 'Load balancers (ELB)',
      advice: '**Errors of targets** after a deployment: roll it back, then read the logs.',
      graphs: [
        { title: 'Requests', metrics: ['requests'] },
        { title: 'Response time', metrics: ['responseTime'] },
        { title: 'Errors (5xx)', metrics: ['targetErrors', 'ownErrors'] },
      ],
    },
    {
      service: 'api',
      title: 'APIs (API Gateway)',
      advice: '**4xx** that jump: a client was released that calls wrongly, or somebody tries doors. **5xx** are ours.',
      graphs: [
        { title: 'Requests', metrics: ['requests'] },
        { title: 'Errors', metrics: ['clientErrors', 'serverErrors'] },
      ],
    },
    {
      service: 'function',
      title: 'Functions (Lambda)',
      advice:
        '**Errors**: the query below shows the newest. **Throttles**: raise the reserved concurrency, or find out who ' +
        'calls so often.',
      graphs: [
        { title: 'Invocations', metrics: ['invocations'] },
        { title: 'Errors', metrics: ['errors'] },
        { title: 'Throttles', metrics: ['throttles'] },
        { title: 'At the same time', metrics: ['concurrency'] },
      ],
      queries: [
        {
          title: 'Newest errors of functions',
          view: 'table',
          lines: [
            'filter level = "ERROR" or @message like /Task timed out/',
            'fields @timestamp, @log, message, errorType, @requestId',
            'sort @timestamp desc',
            'limit 50',
          ],
        },
      ],
    },
    {
      service: 'containers',
      title: 'Containers (ECS)',
      advice: '**Both near nothing**: no task runs; the events of the service say why.',
      graphs: [
        { title: 'CPU', metrics: ['cpu'] },
        { title: 'Memory', metrics: ['memory'] },
      ],
    },
  ],
};
