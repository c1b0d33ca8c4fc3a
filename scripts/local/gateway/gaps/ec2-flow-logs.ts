import { editXml, succeeded } from '../answers';
import { AwsFault } from '../faults';
import type { Gap, GapRequest } from '../gap';
import type { LocalResponse } from '../messages';
import { buildXml, element, elements, parseXml, text } from '../xml';
import { numbered } from './parameters';
import { expectSuccess, first, query, send, unique } from './probe';

const BUCKET = /^(arn:[^:]+:s3:::[^/]+)(\/.*)?$/;
const OPTION = 'DestinationOptions.';

interface Kept {
  readonly destination?: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** Flow logs to a folder of a bucket, and in what form: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html */
export const ec2FlowLogs: Gap = {
  id: 'ec2-flow-log-destination',
  service: 'ec2',
  operations: ['CreateFlowLogs', 'DescribeFlowLogs', 'DeleteFlowLogs'],
  reason: 'takes the folder in the ARN for a part of the bucket name, and forgets the destination options',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('flow-log');
    if (request.operation === 'CreateFlowLogs') return create(request);
    const answer = await request.forward();
    if (request.operation === 'DeleteFlowLogs') {
      if (succeeded(answer)) for (const id of numbered(request.parameters, 'FlowLogId')) kept.delete(id);
      return answer;
    }
    return editXml(answer, (document) => {
      for (const item of elements(element(document, 'DescribeFlowLogsResponse', 'flowLogSet'), 'item')) {
        const { destination, options }: Kept = JSON.parse(kept.get(text(item, 'flowLogId') ?? '') ?? '{}');
        if (destination) item.logDestination = destination;
        if (options) item.destinationOptions = { ...options };
      }
      return buildXml(document);
    });
  },
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const bucket = unique('probe');
    const location =
      '<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>';
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}`, location));
    const vpc = first(expectSuccess(await ec2('CreateVpc', { CidrBlock: '10.9.0.0/16' })), 'vpcId');
    const reply = await ec2('CreateFlowLogs', {
      ResourceType: 'VPC',
      'ResourceId.1': vpc,
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: `arn:aws:s3:::${bucket}/folder/`,
      MaxAggregationInterval: '60',
      'DestinationOptions.FileFormat': 'parquet',
    });
    const described = expectSuccess(await ec2('DescribeFlowLogs', {}));
    return /fl-/.test(reply.body) && /parquet/.test(described) ? 'closed' : 'open';
  },
};

async function create({ parameters, forward, store }: GapRequest): Promise<LocalResponse> {
  if (parameters.get('LogDestinationType') !== 's3') return forward();
  const destination = parameters.get('LogDestination') ?? '';
  const [, bucket, folder = ''] = BUCKET.exec(destination) ?? [];
  const invalid = (message: string) => new AwsFault(400, 'InvalidParameter', message);
  if (!bucket) throw invalid(`LogDestination: ${destination} is not the ARN of a bucket or of a folder in one`);
  if (/^\/AWSLogs(\/|$)/.test(folder)) throw invalid('LogDestination: AWSLogs is reserved and cannot be the folder');
  const format = parameters.get(`${OPTION}FileFormat`);
  if (format !== null && format !== 'parquet' && format !== 'plain-text') {
    throw invalid(`DestinationOptions.FileFormat: ${format} is neither plain-text nor parquet`);
  }
  const changed = new URLSearchParams(parameters);
  changed.set('LogDestination', bucket);
  const answer = await forward({ body: Buffer.from(changed.toString()) });
  if (!succeeded(answer)) return answer;
  const options = [...parameters].filter(([name]) => name.startsWith(OPTION));
  const kept: Kept = {
    destination,
    ...(options.length > 0 && {
      options: {
        fileFormat: format ?? 'plain-text',
        hiveCompatiblePartitions: parameters.get(`${OPTION}HiveCompatiblePartitions`) ?? 'false',
        perHourPartition: parameters.get(`${OPTION}PerHourPartition`) ?? 'false',
      },
    }),
  };
  const ids = element(parseXml(answer.body.toString()), 'CreateFlowLogsResponse', 'flowLogIdSet')?.item;
  for (const id of typeof ids === 'string' ? [ids] : Array.isArray(ids) ? ids : []) {
    store.kind('flow-log').set(String(id), JSON.stringify(kept));
  }
  return answer;
}
