import type { DocumentedExample } from './example';

const error400 = '[ERROR 400] BAD REQUEST';
const error401 = '[ERROR 401] UNAUTHORIZED REQUEST';
const error419 = '[ERROR 419] MISSING ARGUMENTS';
const error420 = '[ERROR 420] INVALID ARGUMENTS';
const error500 = '[ERROR 500] INTERNAL SERVER ERROR';
const success200 = '[SUCCESS 200] AUTHORIZED REQUEST';

// Amazon CloudWatch Logs User Guide, FilterAndPatternSyntax: "Using filter patterns to match terms in unstructured log
// events" and "… with a regular expression (regex)".
export const terms: DocumentedExample[] = [
  { pattern: 'ERROR', matches: [error400, error401, error419, error420], others: [success200] },
  { pattern: 'ERROR ARGUMENTS', matches: [error419, error420], others: [error400, error401] },
  { pattern: '?ERROR ?ARGUMENTS', matches: [error400, error401, error419, error420], others: [success200] },
  {
    pattern: '?ERROR ?ARGUMENTS REQUEST',
    matches: ['[INFO] REQUEST FAILED', '[WARN] UNAUTHORIZED REQUEST', '[ERROR] 400 BAD REQUEST'],
    others: [error419],
  },
  { pattern: '"INTERNAL SERVER ERROR"', matches: [error500], others: ['[ERROR 500] SERVER INTERNAL ERROR'] },
  { pattern: 'ERROR -ARGUMENTS', matches: [error400, error401], others: [error419, error420] },
  { pattern: '" "', matches: [error400, 'word'] },
  { pattern: '%AUTHORIZED%', matches: [error401, success200], others: [error400] },
];

// The same page, editions of 2017 to 2021.
export const earlierTerms: DocumentedExample[] = [
  { pattern: '""', matches: [error400, 'word', ''] },
  { pattern: 'ERROR', matches: ['[ERROR] A fatal exception has occurred', 'Exiting with ERRORCODE: -1'] },
  {
    pattern: 'ERROR Exception',
    matches: ['[ERROR] Caught IllegalArgumentException', '[ERROR] Unhandled Exception'],
  },
  {
    pattern: 'Failed to process the request',
    matches: ['[WARN] Failed to process the request', '[ERROR] Unable to continue: Failed to process the request'],
  },
  {
    pattern: '?Error ?fatal',
    matches: ['[Error] Unhandled Exception', '[ERROR] A fatal exception has occurred'],
    others: ['[ERROR] Caught IllegalArgumentException', 'Exiting with ERRORCODE: -1'],
  },
  { pattern: '?ERROR ?WARN', matches: ['ERROR WARN message', 'ERROR message', 'WARN message'] },
  { pattern: 'ERROR WARN', matches: ['ERROR WARN message'], others: ['ERROR message', 'WARN message'] },
  { pattern: 'ERROR -WARN', matches: ['ERROR message'], others: ['ERROR WARN message', 'WARN message'] },
];
