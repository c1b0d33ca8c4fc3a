import { CloudwatchCompositeAlarm } from '@cdktf/provider-aws/lib/cloudwatch-composite-alarm';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, DataTerraformRemoteStateS3, Fn, S3Backend, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import type { DashboardBody, Widget } from './body';
import { References } from './references';

const at = (key: string) => ({ bucket: 'states', region: 'us-west-2', key });

/** A layer with machines, and the one of the dashboards, which reads its state. */
function layers() {
  const app = new App({ skipValidation: true });
  const compute = new TerraformStack(app, 'compute');
  new S3Backend(compute, at('compute.tfstate'));
  const machines = ['a', 'b'].map((id) => new Instance(compute, id));
  const bucket = new S3Bucket(compute, 'bucket', { bucket: 'orders-bucket' });
  const outputs = {
    machine_ids: machines.map(({ id }) => id),
    machine_id: machines[0]?.id,
    bucket_name: bucket.bucket,
    size: 2,
  };
  for (const [name, value] of Object.entries(outputs)) new TerraformOutput(compute, name, { value });

  const own = new TerraformStack(app, 'own');
  new S3Backend(own, at('own.tfstate'));
  const state = new DataTerraformRemoteStateS3(own, 'compute_state', at('compute.tfstate'));
  const stranger = new DataTerraformRemoteStateS3(own, 'stranger', at('elsewhere.tfstate'));
  const here = new Instance(own, 'here');
  const logs = new CloudwatchLogGroup(own, 'logs', { name: '/orders' });
  const alarm = new CloudwatchCompositeAlarm(own, 'alarm', { alarmName: 'layer', alarmRule: 'FALSE' });
  return { own, state, stranger, here, logs, alarm };
}

const made = layers();
const place = { x: 0, y: 0, width: 24, height: 6 };
const common = { title: '', region: 'us-west-2', view: 'timeSeries' };
const metric = (dimension: string, value: string): Widget => ({
  ...place,
  type: 'metric',
  properties: { ...common, stat: 'Sum', period: 60, metrics: [['Any', 'metric', dimension, value, { label: '' }]] },
});
const query = (name: string): Widget => ({
  ...place,
  type: 'log',
  properties: { ...common, query: `SOURCE '${name}'\n| limit 1` },
});
const alarms = (name: string): Widget => ({ ...place, type: 'alarm', properties: { title: '', alarms: [name] } });
const unknown = (...widgets: readonly Widget[]) => {
  const body: DashboardBody = { start: '-PT12H', periodOverride: 'inherit', widgets };
  return new References(made.own).unknown(body);
};

const ids = Token.asList(made.state.get('machine_ids'));
const arn = (name: string) => `arn:aws:cloudwatch:us-west-2:111122223333:alarm:${name}`;

describe('is known', () => {
  test.each<[string, Widget]>([
    ['an id of a resource beside it', metric('InstanceId', made.here.id)],
    ['an output of another layer', metric('InstanceId', made.state.getString('machine_id'))],
    ['an entry of a list of another layer', metric('InstanceId', Fn.element(ids, 1))],
    ['a name of a resource, wherever that is', metric('BucketName', 'orders-bucket')],
    ['a name that is an output of another layer', metric('BucketName', made.state.getString('bucket_name'))],
    ['a dimension that names no resource', metric('StorageType', 'StandardStorage')],
    ['a log group by name', query('/orders')],
    ['a log group by reference', query(made.logs.name)],
    ['an alarm by reference', alarms(made.alarm.arn)],
    ['an alarm by its ARN', alarms(arn('layer'))],
  ])('%s', (_, widget) => {
    expect(unknown(widget)).toEqual([]);
  });
});

describe('is unknown', () => {
  const remote = '${data.terraform_remote_state';
  test.each<[string, Widget, string]>([
    ['a name that nothing has', metric('BucketName', 'others'), 'BucketName = "others"'],
    [
      'a resource of another kind',
      metric('InstanceId', made.logs.name),
      'InstanceId = "${aws_cloudwatch_log_group.logs.name}"',
    ],
    ['another attribute of it', metric('InstanceId', made.here.arn), 'InstanceId = "${aws_instance.here.arn}"'],
    ['a name of another kind', metric('FunctionName', 'orders-bucket'), 'FunctionName = "orders-bucket"'],
    [
      'a reference to nothing',
      metric('InstanceId', '${aws_instance.gone.id}'),
      'InstanceId = "${aws_instance.gone.id}"',
    ],
    ['a reference across stacks', metric('InstanceId', '${aws_instance.a.id}'), 'InstanceId = "${aws_instance.a.id}"'],
    [
      'an output that is not there',
      metric('InstanceId', made.state.getString('gone')),
      `InstanceId = "${remote}.compute_state.outputs.gone}"`,
    ],
    [
      'an output of something else',
      metric('InstanceId', made.state.getString('bucket_name')),
      `InstanceId = "${remote}.compute_state.outputs.bucket_name}"`,
    ],
    [
      'an output that is no text',
      metric('InstanceId', made.state.getString('size')),
      `InstanceId = "${remote}.compute_state.outputs.size}"`,
    ],
    [
      'an entry past the end',
      metric('InstanceId', Fn.element(ids, 2)),
      'InstanceId = "${element(data.terraform_remote_state.compute_state.outputs.machine_ids, 2)}"',
    ],
    [
      'a state of no stack',
      metric('InstanceId', made.stranger.getString('machine_id')),
      `InstanceId = "${remote}.stranger.outputs.machine_id}"`,
    ],
    ['a dimension of which nobody said what it names', metric('QueueName', 'orders'), 'QueueName = "orders"'],
    ['a log group that is not there', query('/others'), 'SOURCE = "/others"'],
    ['an alarm that is not there', alarms(arn('others')), `alarm = "${arn('others')}"`],
  ])('%s', (_, widget, found) => {
    expect(unknown(widget)).toEqual([found]);
  });

  test('each is named once, and all are', () => {
    const lost = metric('BucketName', 'others');
    expect(unknown(lost, lost, query('/others'))).toEqual(['BucketName = "others"', 'SOURCE = "/others"']);
  });
});
