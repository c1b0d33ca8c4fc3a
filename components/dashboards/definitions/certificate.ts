import type { DashboardDefinition } from './definition';

export const certificate: DashboardDefinition = {
  id: 'certificate',
  title: 'Certificates',
  intro: 'Clients refuse to talk to us on the day after the last one.',
  sections: [
    {
      service: 'certificate',
      title: 'Certificates (ACM)',
      advice:
        'ACM renews 60 days ahead by itself. **Below the line**: it could not. See whether the CNAME record that ' +
        'proves the domain is still there; an imported certificate must be imported anew.',
      graphs: [
        { title: 'Days left', metrics: ['daysLeft'] },
        { title: 'Days left today', metrics: ['daysLeft'], view: 'singleValue' },
      ],
    },
  ],
};
