import Ajv from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AgentConfigProps, agentConfig } from './agent-config';
import { agentSchema } from './fixtures/agent-schema';

const ajv = new Ajv({ allErrors: true, strict: true });
const valid = ajv.compile(agentSchema);

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const props: fc.Arbitrary<AgentConfigProps> = fc.record({
  namespace: fc.stringMatching(/^[a-z][a-z0-9-]{1,18}\/dev\/Machines$/),
  logGroupName: name.map((each) => `/groundwork/dev/machines/${each}`),
  intervalSecs: fc.constantFrom(10 as const, 60 as const),
  logFiles: fc.uniqueArray(fc.record({ path: name.map((each) => `/var/log/${each}.log`), name }), {
    selector: (file) => file.name,
    maxLength: 5,
  }),
});

test('the configuration is what the agent takes', () => {
  fc.assert(
    fc.property(props, (given) => {
      valid(agentConfig(given));
      expect(valid.errors).toBeNull();
    }),
  );
});

test('every log goes to the group of the template, each to a stream of its own', () => {
  fc.assert(
    fc.property(props, (given) => {
      const files = agentConfig(given).logs.logs_collected.files.collect_list;
      expect(new Set(files.map((file) => file.log_stream_name)).size).toBe(given.logFiles.length + 1);
      for (const file of files) expect(file.log_group_name).toBe(given.logGroupName);
    }),
  );
});

test.each([
  ['a metric that nobody knows', { metrics: { metrics_collected: { memory: { measurement: ['used'] } } } }],
  ['no interval', { agent: {} }],
  ['no file', { logs: { logs_collected: { files: { collect_list: [] } } } }],
])('%s is refused, so that the schema is one', (_, change) => {
  const good = agentConfig({ namespace: 'a', logGroupName: '/b', intervalSecs: 60, logFiles: [] });
  expect(valid({ ...good, ...change })).toBe(false);
});
