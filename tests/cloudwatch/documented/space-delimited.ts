import type { DocumentedExample } from './example';

const apache = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
const apacheGif = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 404 1534';
const info = 'INFO 09/25/2014 12:00:00 GET /service/resource/67 1200';
const post = 'INFO 09/25/2014 12:00:01 POST /service/resource/67/part/111 1310';
const warning = 'WARNING 09/25/2014 12:00:02 Invalid user request';
const failed = 'ERROR 09/25/2014 12:00:02 Failed to process request';

// FilterAndPatternSyntax, "Using filter patterns to match terms in space-delimited log events", and "Filter pattern
// syntax for metric filters" (FilterAndPatternSyntaxForMetricFilters).
export const spaceDelimited: DocumentedExample[] = [
  {
    pattern: '[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]',
    matches: [apache],
    others: [apacheGif],
    values: {
      $ip: '127.0.0.1',
      $user: 'Prod',
      $username: 'frank',
      $timestamp: '10/Oct/2000:13:25:15 -0700',
      $request: 'GET /index.html HTTP/1.0',
      $status_code: '404',
      $bytes: '1534',
    },
  },
  { pattern: '[..., request =*.html*, status_code = 4*, bytes]', matches: [apache], others: [apacheGif] },
  {
    pattern: '[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]',
    matches: [apache],
    others: [apache.replace('404', '403')],
  },
  {
    pattern: '[ip, server, username, timestamp, request, status_code, bytes > 1000]',
    matches: [apache],
    others: [apache.replace('1534', '1000')],
  },
  { pattern: '[w1=ERROR, w2]', matches: [failed], others: [info, post, warning] },
  { pattern: '[w1=ERROR || w1=WARNING, w2]', matches: [failed, warning], others: [info, post] },
  { pattern: '[w1=ERROR || w1=%WARN%, w2]', matches: [failed, warning], others: [info, post] },
  { pattern: '[w1!=ERROR && w1!=WARNING, w2]', matches: [info, post], others: [failed, warning] },
  {
    pattern: '[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]',
    matches: [info],
    others: [post],
  },
  {
    pattern: '[logLevel, date, time, method, url=%/service/resource/[0-9]+/part/[0-9]+$%, response_time]',
    matches: [post],
    others: [info],
  },
  { pattern: '[ip, user, ..., status_code = 404, bytes]', matches: [apache], others: [apache.replace('404', '200')] },
  { pattern: '[ip, user = Prod, ...]', matches: [apache], others: [apache.replace('Prod', 'Test')] },
  {
    pattern: '[ip, user, username, timestamp, request, status_code = 4* && status_code != 403, bytes]',
    matches: [apache],
  },
];

const accepted =
  '2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK';
const rejected =
  '2 123456789010 eni-1235b8ca123456789 172.31.9.69 172.31.9.12 49761 22 6 20 4249 1418530010 1418530070 REJECT OK';
const noData = '2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA';

// Amazon VPC User Guide, "Publish flow logs to CloudWatch Logs" (flow-logs-cwl), with the records of "Flow log record
// examples" (flow-logs-records-examples).
export const flowLogs: DocumentedExample[] = [
  {
    pattern:
      '[version, account, eni, source, destination, srcport, destport="22", protocol="6", packets, bytes, windowstart, windowend, action="REJECT", flowlogstatus]',
    matches: [rejected],
    others: [accepted, noData],
  },
  {
    pattern:
      '[version, accountid, interfaceid, srcaddr = 172.31.9.*, dstaddr, srcport, dstport, protocol, packets, bytes, start, end, action, logstatus]',
    matches: [rejected],
    others: [accepted, noData],
  },
  {
    pattern:
      '[version, accountid, interfaceid, srcaddr, dstaddr, srcport, dstport = 22 || dstport = 8080, protocol, packets, bytes >= 400, start, end, action = REJECT, logstatus]',
    matches: [rejected],
    others: [accepted, noData, rejected.replace('4249', '399')],
  },
];
