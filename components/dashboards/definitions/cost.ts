import type { DashboardDefinition } from './definition';

export const cost: DashboardDefinition = {
  id: 'cost',
  title: 'Cost',
  intro: 'What drives the bill. A curve that rises while the use does not is where to look first.',
  sections: [
    {
      service: 'billing',
      title: 'Bill',
      advice:
        'AWS estimates it a few times a day, for the whole account, once billing alerts are switched on in its ' +
        'settings. **Steeper than last month**: Cost Explorer, grouped by usage type, names the reason.',
      graphs: [{ title: 'Estimated charges', metrics: ['estimated'] }],
    },
    {
      service: 'machines',
      title: 'Machines (EC2)',
      advice:
        'What leaves for the internet costs by the gigabyte. **Much of it**: put a CDN in front, or keep it within the ' +
        'zone. **Disks that hardly move**: a smaller or slower volume does.',
      graphs: [
        { title: 'Transfer out', metrics: ['networkOut'], stacked: true },
        { title: 'EBS input and output', metrics: ['ebsRead', 'ebsWrite'] },
      ],
    },
    {
      service: 'nat-gateway',
      title: 'NAT gateways',
      advice:
        'Each gigabyte costs $0.045 here besides. **Much of it to AWS itself**: an endpoint for that service is cheaper.',
      graphs: [{ title: 'Traffic', metrics: ['bytesIn', 'bytesOut'], stacked: true }],
    },
    {
      service: 'database',
      title: 'Databases (RDS)',
      advice: '**No connection for days**: stop it, or take a last snapshot and delete it.',
      graphs: [{ title: 'Connections', metrics: ['connections'] }],
    },
    {
      service: 'function',
      title: 'Functions (Lambda)',
      advice: 'They cost by call, and by time and memory. **Long ones**: more memory often makes them cheaper.',
      graphs: [
        { title: 'Invocations', metrics: ['invocations'], stacked: true },
        { title: 'Duration', metrics: ['duration'] },
      ],
    },
    {
      service: 'table',
      title: 'Tables (DynamoDB)',
      advice: '**Steady and high**: provisioned capacity costs less than paying by request.',
      graphs: [{ title: 'Consumed capacity', metrics: ['readCapacity', 'writeCapacity'] }],
    },
    {
      service: 'bucket',
      title: 'Buckets (S3)',
      advice:
        'Measured once a day. **Only ever more in Standard**: let a lifecycle rule move what is old, or delete it.',
      graphs: [
        {
          title: 'Storage, by class',
          metrics: ['standard', 'infrequent', 'intelligent', 'instant', 'glacier', 'deepArchive'],
          stacked: true,
        },
        { title: 'Objects', metrics: ['objects'] },
      ],
    },
  ],
};
