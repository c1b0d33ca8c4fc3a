import { editXml } from '../answers';
import type { Gap } from '../gap';
import { buildXml, element, elements, text } from '../xml';
import { expectSuccess, first, query, unique } from './probe';

/** A template's own tags are no part of what it launches with. */
export const ec2LaunchTemplateTags: Gap = {
  id: 'ec2-launch-template-tags',
  service: 'ec2',
  operations: ['DescribeLaunchTemplateVersions'],
  reason: 'shows the tags of the template itself among the tag specifications of its data',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ forward }) =>
    editXml(await forward(), (document) => {
      const versions = element(document, 'DescribeLaunchTemplateVersionsResponse', 'launchTemplateVersionSet');
      for (const version of elements(versions, 'item')) {
        const data = element(version, 'launchTemplateData');
        const specifications = elements(element(data, 'tagSpecificationSet'), 'item');
        const kept = specifications.filter((item) => text(item, 'resourceType') !== 'launch-template');
        if (!data || kept.length === specifications.length) continue;
        if (kept.length > 0) data.tagSpecificationSet = { item: kept };
        else delete data.tagSpecificationSet;
      }
      return buildXml(document);
    }),
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const created = await ec2('CreateLaunchTemplate', {
      LaunchTemplateName: unique('probe'),
      'LaunchTemplateData.InstanceType': 't4g.nano',
      'TagSpecification.1.ResourceType': 'launch-template',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': 'probe',
    });
    const LaunchTemplateId = first(expectSuccess(created), 'launchTemplateId');
    const reply = expectSuccess(await ec2('DescribeLaunchTemplateVersions', { LaunchTemplateId }));
    return reply.includes('launch-template</resourceType>') ? 'open' : 'closed';
  },
};
