import type { DocumentedExample } from './example';

const ok = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 200 1534';
const broken = '127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] "GET /apache_pb.gif HTTP/1.0" 500 5324';
const index = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
const exception = '02 May 2014 00:34:16,142 [ERROR] Unhanded exception: InvalidQueryException';
const terminating = '02 May 2014 00:34:16,224 [ERROR] Terminating the application';
const starting = '02 May 2014 00:34:12,525 [INFO] Starting the application';
const firstThree = { $1: '127.0.0.1', $2: '-', $3: 'frank', $4: '10/Oct/2000:13:25:15 -0700' };

// Amazon CloudWatch Logs API Reference, TestMetricFilter.
export const testMetricFilter: DocumentedExample[] = [
  {
    pattern: '[ip, identity, user_id, timestamp, request, status_code, size]',
    matches: [ok, broken],
    values: {
      $ip: '127.0.0.1',
      $identity: '-',
      $user_id: 'frank',
      $timestamp: '10/Oct/2000:13:25:15 -0700',
      $request: 'GET /apache_pb.gif HTTP/1.0',
      $status_code: '200',
      $size: '1534',
    },
  },
  {
    pattern: '[..., size]',
    matches: [ok, broken],
    values: { ...firstThree, $5: 'GET /apache_pb.gif HTTP/1.0', $6: '200', $size: '1534' },
  },
  {
    pattern: '[]',
    matches: [ok, broken],
    values: { ...firstThree, $5: 'GET /apache_pb.gif HTTP/1.0', $6: '200', $7: '1534' },
  },
  {
    pattern: '[..., status_code=200, size]',
    matches: [ok],
    others: [broken],
    values: { ...firstThree, $5: 'GET /apache_pb.gif HTTP/1.0', $status_code: '200', $size: '1534' },
  },
  {
    pattern: '[..., request=*.html*, status_code=4*,]',
    matches: [index],
    others: [ok, index.replace('404', '200')],
    values: { ...firstThree, $request: 'GET /index.html HTTP/1.0', $status_code: '404', $7: '1534' },
  },
  { pattern: '"[ERROR]"', matches: [exception, terminating], others: [starting], values: {} },
  { pattern: '"[ERROR]" Exception', matches: [exception], others: [terminating, starting], values: {} },
];
