import { expect, test } from 'vitest';
import { flowLogFields, flowLogPattern, logFormat, oneOf, terraformLogFormat } from './log-format';

test('the format begins with the default format of version 2, in the order of AWS', () => {
  const version2 =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  expect(flowLogFields.slice(0, 14).join(' ')).toBe(version2);
  expect(logFormat.startsWith('${version} ${account-id} ${interface-id} ')).toBe(true);
  expect(logFormat.endsWith(' ${flow-direction}')).toBe(true);
  expect(new Set(flowLogFields).size).toBe(flowLogFields.length);
});

test('Terraform reads its own form as the format that EC2 gets', () => {
  expect(terraformLogFormat.startsWith('$${version} $${account-id} ')).toBe(true);
  expect(terraformLogFormat).not.toMatch(/(?<!\$)\$\{/);
  expect(terraformLogFormat.replaceAll('$${', '${')).toBe(logFormat);
});

test('a pattern names every field, with the condition in its place', () => {
  const fields = flowLogPattern({ dstport: oneOf(80, 443) })
    .slice(1, -1)
    .split(', ');
  expect(fields).toHaveLength(flowLogFields.length);
  expect(fields[flowLogFields.indexOf('dstport')]).toBe('dstport = 80 || dstport = 443');
  expect(fields[flowLogFields.indexOf('flow-direction')]).toBe('flow_direction');
});
