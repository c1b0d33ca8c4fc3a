import type { DashboardDefinition } from './definition';

export const security: DashboardDefinition = {
  id: 'security',
  title: 'Security',
  intro: 'Did somebody do what nobody planned? Whatever is here and was not announced deserves a question.',
  sections: [
    {
      service: 'security-groups',
      title: 'Changes of security groups',
      advice:
        '**Opened to the world** and not planned: revoke the rule first, then read in the flow log what came in. A name ' +
        'that is no role of a deployment means that somebody works by hand.',
      graphs: [{ title: 'Rules opened to the world', unit: 'Count' }],
      queries: [
        {
          title: 'Who changed what',
          view: 'table',
          lines: [
            'fields @timestamp, detail.eventName, detail.userIdentity.arn, detail.sourceIPAddress, detail.errorCode',
            'sort @timestamp desc',
            'limit 50',
          ],
        },
      ],
    },
    {
      service: 'trail',
      title: 'CloudTrail events',
      advice:
        '**Refused calls**: one principal with many is trying out what it may do; disable its keys, then ask. **Use of ' +
        'root**: there is hardly a reason for it.',
      graphs: [],
      queries: [
        {
          title: 'Refused calls, by who made them',
          view: 'bar',
          lines: [
            'filter errorCode like /Unauthorized|AccessDenied/',
            'stats count(*) as refused by userIdentity.arn',
            'sort refused desc',
            'limit 20',
          ],
        },
        {
          title: 'Use of root, and sign-ins without a second factor',
          view: 'table',
          lines: [
            'filter userIdentity.type = "Root" or (eventName = "ConsoleLogin" and additionalEventData.MFAUsed = "No")',
            'fields @timestamp, eventName, userIdentity.arn, sourceIPAddress',
            'sort @timestamp desc',
            'limit 50',
          ],
        },
      ],
    },
    {
      service: 'findings',
      title: 'GuardDuty findings',
      advice:
        '**Severity 7 and more**: the resource is taken to be compromised. Isolate it with a security group without ' +
        'rules, keep its disk, replace its credentials.',
      graphs: [],
      queries: [
        {
          title: 'Findings, the worst first',
          view: 'table',
          lines: [
            'fields @timestamp, detail.severity, detail.type, detail.title, detail.region',
            'sort detail.severity desc, @timestamp desc',
            'limit 50',
          ],
        },
        {
          title: 'Findings by day',
          view: 'timeSeries',
          lines: ['stats count(*) as findings by bin(1d)'],
        },
      ],
    },
    {
      service: 'flow-logs',
      title: 'Traffic',
      advice:
        '**Attempts from outside** are noise as long as they are rejected. **From inside**: find the machine by its ' +
        'interface, and look at what runs there.',
      graphs: [
        { title: 'Attempts and rejections', unit: 'Count' },
        { title: 'Large transfers', unit: 'Bytes' },
      ],
      queries: [
        {
          title: 'Rejected most often',
          view: 'table',
          lines: [
            'filter action = "REJECT"',
            'stats count(*) as rejected by srcaddr, dstaddr, dstport',
            'sort rejected desc',
            'limit 20',
          ],
        },
      ],
    },
  ],
};
