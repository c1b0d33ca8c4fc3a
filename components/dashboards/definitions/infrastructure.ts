import type { DashboardDefinition } from './definition';

export const infrastructure: DashboardDefinition = {
  id: 'infrastructure',
  title: 'Infrastructure',
  intro: 'Is everything up? Read from the top: an alarm first, then whatever is over its line.',
  sections: [
    {
      service: 'alarms',
      title: 'Alarms',
      advice: 'One for each layer. Red: open it, look at its children; each says what it means and **what to do**.',
      graphs: [],
    },
    {
      service: 'machines',
      title: 'Machines (EC2)',
      advice:
        '**CPU over the line** for a quarter of an hour: look at the requests first, then at what runs, with Session ' +
        'Manager; lasting, raise the sizes of the group. **Status checks**: a group replaces the machine by itself.',
      graphs: [
        { title: 'CPU', metrics: ['cpu'] },
        { title: 'Failed status checks', metrics: ['statusChecks'] },
        { title: 'Network', metrics: ['networkIn', 'networkOut'] },
      ],
      queries: [
        {
          title: 'Errors in the logs of machines',
          view: 'table',
          lines: [
            'fields @timestamp, @logStream, @message',
            'filter @message like /(?i)(error|fatal|panic)/',
            'sort @timestamp desc',
            'limit 50',
          ],
        },
      ],
    },
    {
      service: 'database',
      title: 'Databases (RDS)',
      advice:
        '**Free storage near the line**: a full database stops; raise `max_allocated_storage`, and look for a ' +
        'replication slot or a log that nobody reads. **Connections**: look for a client that does not close them.',
      graphs: [
        { title: 'CPU', metrics: ['cpu'] },
        { title: 'Free storage', metrics: ['freeStorage'] },
        { title: 'Connections', metrics: ['connections'] },
      ],
    },
    {
      service: 'load-balancer',
      title: 'Load balancers (ELB)',
      advice:
        '**Targets that are not healthy**: read the log of one of them before it is replaced. **Errors of the ' +
        'balancer** and none of targets: no target answers at all.',
      graphs: [
        { title: 'Requests', metrics: ['requests'] },
        { title: 'Targets', metrics: ['healthy', 'unhealthy'] },
        { title: 'Errors (5xx)', metrics: ['targetErrors', 'ownErrors'] },
      ],
    },
    {
      service: 'nat-gateway',
      title: 'Way out of the VPC (NAT gateways)',
      advice:
        '**No port left**: more than 55,000 connections to one address; add a gateway, or an endpoint for the service. ' +
        '**Traffic that is new**: the flow log says whose it is.',
      graphs: [
        { title: 'Traffic', metrics: ['bytesIn', 'bytesOut'] },
        { title: 'Connections', metrics: ['connections'] },
        { title: 'Trouble', metrics: ['portErrors', 'dropped'] },
      ],
    },
    {
      service: 'flow-logs',
      title: 'Traffic of the VPC',
      advice: 'What the detectors find in the flow log. **Over a line**: its alarm says what to do.',
      graphs: [
        { title: 'Attempts and rejections', unit: 'Count' },
        { title: 'Large transfers', unit: 'Bytes' },
      ],
    },
  ],
};
