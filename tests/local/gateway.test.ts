import { describe, expect, test } from 'vitest';
import { AwsFault, faultResponse, protocolOf } from '../../scripts/local/gateway/faults';
import { operationOf, s3Names } from '../../scripts/local/gateway/operation';
import { accountOf, signatureScope } from '../../scripts/local/gateway/signature';
import { buildXml, element, elements, parseXml, text } from '../../scripts/local/gateway/xml';

describe('the signature', () => {
  const credential = '123456789012/20260101/us-west-2/S3/aws4_request';
  const scope = { accessKeyId: '123456789012', region: 'us-west-2', service: 's3' };

  test('is read from the header', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
    expect(signatureScope('/', { authorization })).toEqual(scope);
  });

  test('is read from the query of a presigned request', () => {
    expect(signatureScope(`/b/k?X-Amz-Credential=${encodeURIComponent(credential)}&a=b`, {})).toEqual(scope);
  });

  test.each([
    [{}],
    [{ authorization: 'Bearer token' }],
    [{ authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/s3/aws4_request, x' }],
  ])('%o is none', (headers) => {
    expect(signatureScope('/', headers)).toBeUndefined();
  });

  test('a key of 12 digits is its account, any other is not', () => {
    expect(['123456789012', 'ASIAIOSFODNN7EXAMPLE', '1234567890123'].map(accountOf)).toEqual([
      '123456789012',
      undefined,
      undefined,
    ]);
  });
});

describe('the operation', () => {
  const name = (service: string, method: string, path: string, headers = {}) =>
    operationOf(service, method, path, headers, new URL(path, 'http://gateway').searchParams);

  test.each([
    ['PUT', '/bucket?policy', 'PutBucketPolicy'],
    ['PUT', '/bucket?policy=&x-id=PutBucketPolicy', 'PutBucketPolicy'],
    ['DELETE', '/bucket/?lifecycle=', 'DeleteBucketLifecycle'],
    ['DELETE', '/bucket', 'DeleteBucket'],
    ['DELETE', '/bucket?cors', ''],
    ['DELETE', '/bucket/key', 'DeleteObject'],
    ['PUT', '/bucket/key?x-id=PutObject', 'PutObject'],
    ['PUT', '/bucket/key?tagging', ''],
    ['PUT', '/bucket/key?partNumber=1&uploadId=a', ''],
    ['POST', '/bucket/key?uploads', 'CreateMultipartUpload'],
    ['GET', '/', ''],
  ])('of S3’s %s %s is "%s"', (method, path, expected) => {
    expect(name('s3', method, path)).toBe(expected);
  });

  test('is the action, the target, or the last part of the path', () => {
    expect(name('ec2', 'GET', '/?Action=DescribeVpcs')).toBe('DescribeVpcs');
    expect(name('kms', 'POST', '/', { 'x-amz-target': 'TrentService.CreateKey' })).toBe('CreateKey');
    expect(name('monitoring', 'POST', '/service/Granite/operation/PutMetricAlarm')).toBe('PutMetricAlarm');
  });

  test('bucket and key are decoded', () => {
    expect(s3Names('/bucket/a%20b/c?x=/y')).toEqual(['bucket', 'a b/c']);
  });
});

describe('a fault', () => {
  const fault = new AwsFault(400, 'Code', 'less < more & "most"');

  test.each([
    ['ec2', {}, 'ec2'],
    ['s3', {}, 'rest-xml'],
    [undefined, {}, 'rest-xml'],
    ['kms', { 'x-amz-target': 'TrentService.CreateKey' }, 'json'],
    ['iam', { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, 'query'],
    ['lambda', {}, 'rest-json'],
  ] as const)('of %s with %o is written as %s', (service, headers, expected) => {
    expect(protocolOf(service, headers)).toBe(expected);
  });

  test.each([
    ['ec2', ['Response', 'Errors', 'Error']],
    ['query', ['ErrorResponse', 'Error']],
    ['rest-xml', ['Error']],
  ] as const)('of %s has code and message in %o', (protocol, path) => {
    const { status, body } = faultResponse(fault, protocol);
    const error = element(parseXml(String(body)), ...path);
    expect([status, text(error, 'Code')]).toEqual([400, 'Code']);
    expect(String(body)).toContain('less &lt; more &amp; &quot;most&quot;');
  });

  test('of JSON has them in body and header', () => {
    const { headers, body } = faultResponse(fault, 'json');
    expect(JSON.parse(String(body))).toEqual({ __type: 'Code', message: 'less < more & "most"' });
    expect(headers['x-amzn-errortype']).toBe('Code');
  });
});

describe('XML', () => {
  test('comes back as it was, with one, many and no elements of a name', () => {
    const source = '<a xmlns="urn:x"><b>1</b><b>02</b><c><d>x &amp; y</d></c><e/></a>';
    const document = parseXml(source);
    expect(buildXml(document)).toBe(source);
    expect(element(document, 'a', 'c')).toEqual({ d: 'x & y' });
    expect([elements(element(document, 'a'), 'c').length, elements(document, 'z').length]).toEqual([1, 0]);
    expect(text(document, 'a', 'b')).toBe('1');
  });

  test('that is broken is AWS’s MalformedXML', () => {
    expect(() => parseXml('<a><b></a>')).toThrow(
      new AwsFault(400, 'MalformedXML', 'The XML you provided was not well-formed'),
    );
  });
});
