import { jsonAnswer, jsonObject } from '../local/gateway/answers';
import { AwsFault } from '../local/gateway/faults';
import type { Handler } from '../local/gateway/messages';

/**
 * A Parameter Store in which every parameter names an image: the emulator has those of AWS in some regions alone, and
 * none of one's own.
 */
export const parameterStore: Handler = async ({ headers, body }) => {
  const operation = String(headers['x-amz-target']).split('.').at(-1);
  if (operation !== 'GetParameter') throw new AwsFault(400, 'UnknownOperationException', `no ${operation} here`);
  const { Name } = jsonObject(body);
  return jsonAnswer({
    Parameter: { Name, Type: 'String', Value: 'ami-0123456789abcdef0', Version: 1, DataType: 'aws:ec2:image' },
  });
};
