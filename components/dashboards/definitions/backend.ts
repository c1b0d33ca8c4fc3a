import type { DashboardDefinition } from './definition';

export const backend: DashboardDefinition = {
  id: 'backend',
  title: 'Backend',
  intro: 'What keeps the data: databases, tables and buckets, the Terraform states among them.',
  sections: [
    {
      service: 'database',
      title: 'Databases (RDS)',
      advice:
        '**Free memory falls, reads rise**: the working set does not fit any more. **Waiting for storage**: more IOPS, ' +
        'or fewer writes at once. **Lag**: readers see old data.',
      graphs: [
        { title: 'Connections', metrics: ['connections'] },
        { title: 'Free memory', metrics: ['freeMemory'] },
        { title: 'Waiting for storage', metrics: ['queue'] },
        { title: 'Lag of replicas', metrics: ['replicaLag'] },
      ],
      queries: [
        {
          title: 'Errors and refused logins of databases',
          view: 'table',
          lines: [
            'fields @timestamp, @log, @message',
            'filter @message like /(?i)(error|fatal|access denied|authentication failed)/',
            'sort @timestamp desc',
            'limit 50',
          ],
        },
      ],
    },
    {
      service: 'table',
      title: 'Tables (DynamoDB)',
      advice:
        '**Throttles**: writers retry and fall behind. Locks of states are here as well: they are rare and short.',
      graphs: [
        { title: 'Consumed capacity', metrics: ['readCapacity', 'writeCapacity'] },
        { title: 'Throttles', metrics: ['readThrottles', 'writeThrottles'] },
      ],
    },
    {
      service: 'bucket',
      title: 'Buckets (S3)',
      advice: '**A drop**: somebody deleted; earlier versions can be brought back as long as they are kept.',
      graphs: [
        { title: 'Stored in Standard', metrics: ['standard'] },
        { title: 'Objects', metrics: ['objects'] },
      ],
    },
  ],
};
