import type { DocumentedExample } from './example';

const trail = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  'cluster.name': 'c',
});
const users = JSON.stringify({
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
});

// FilterAndPatternSyntax, "Using filter patterns to match terms in JSON log events", with the numeric examples at and
// beside their limits.
export const json: DocumentedExample[] = [
  { pattern: '{ $.eventType = "UpdateTrail" }', matches: [trail], others: [users, 'UpdateTrail'] },
  { pattern: '{ $.sourceIPAddress != 123.123.* }', matches: [trail], others: ['{"sourceIPAddress":"123.123.1.1"}'] },
  { pattern: '{ $.arrayKey[0] = "value" }', matches: [trail], others: ['{"arrayKey":"value"}'] },
  { pattern: '{ $.objectList[1].id = 2 }', matches: [trail], others: ['{"objectList":[{"id":2}]}'] },
  { pattern: '{ $.eventType = %Trail% }', matches: [trail], others: ['{"eventType":"Other"}'] },
  { pattern: '{ $.arrayKey[*] = %val.{2}% }', matches: [trail], others: ['{"arrayKey":["va"]}'] },
  {
    pattern: '{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }',
    matches: [trail],
    others: ['{"sourceIPAddress":"111.111.111.2"}'],
  },
  { pattern: '{ $.[\'cluster.name\'] = "c" }', matches: [trail], others: ['{"cluster":{"name":"c"}}'] },
  { pattern: '{ $.SomeObject IS NULL }', matches: [trail], others: [users, '{"SomeObject":"null"}'] },
  { pattern: '{ $.ThisFlag IS TRUE }', matches: [trail], others: ['{"ThisFlag":false}', '{"ThisFlag":"true"}'] },
  { pattern: '{ $.SomeOtherObject NOT EXISTS }', matches: [trail, users], others: ['{"SomeOtherObject":null}'] },
  { pattern: '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', matches: [users], others: [trail] },
  {
    pattern:
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    matches: [users],
  },
  {
    pattern:
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
    matches: [],
    others: [users],
  },
  {
    pattern: '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }',
    matches: [],
    others: [users],
  },
  { pattern: '{ $.bandwidth > 75 }', matches: ['{"bandwidth":75.5}'], others: ['{"bandwidth":75}'] },
  { pattern: '{ $.latency < 50 }', matches: ['{"latency":49}'], others: ['{"latency":50}'] },
  { pattern: '{ $.refreshRate >= 60 }', matches: ['{"refreshRate":60}'], others: ['{"refreshRate":59}'] },
  { pattern: '{ $.responseTime <= 5 }', matches: ['{"responseTime":5}'], others: ['{"responseTime":6}'] },
  { pattern: '{ $.errorCode = 400}', matches: ['{"errorCode":400}'], others: ['{"errorCode":401}'] },
  { pattern: '{ $.errorCode != 500 }', matches: ['{"errorCode":400}'], others: ['{"errorCode":500}'] },
  { pattern: '{ $.number[0] = 1e+3 }', matches: ['{"number":[1000]}'], others: ['{"number":[1]}'] },
  { pattern: '{ $.number[0] != 1e-3 }', matches: ['{"number":[1]}'], others: ['{"number":[0.001]}'] },
  // Editions of 2017 to 2021: "the filter will not be applied" where the selector leads to an array.
  { pattern: '{$.users = 1}', matches: [], others: ['{"users":[1,2,3]}'] },
  { pattern: '{$.users != 1}', matches: [], others: ['{"users":[1,2,3]}'] },
  { pattern: '{ $.latency > +1000 }', matches: ['{"latency":1001}'], others: ['{"latency":1000}'] },
  { pattern: '{$.foo = bar || $.foo = baz }', matches: ['{"foo":"bar"}', '{"foo":"baz"}'], others: ['{"foo":"b"}'] },
  { pattern: '{ $.eventName = "*Event" }', matches: ['{"eventName":"PutEvent"}'], others: ['{"eventName":"EventId"}'] },
  { pattern: '{ $.eventName = "Event*" }', matches: ['{"eventName":"EventId"}'], others: ['{"eventName":"GetEvent"}'] },
  { pattern: '{ $.eventName = "Ev*ent" }', matches: ['{"eventName":"Ev*ent"}'], others: ['{"eventName":"Event"}'] },
];
