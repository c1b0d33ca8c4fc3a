import { type Rule, vocabulary } from '../shared/rules';
import type { TableShape } from './shape';

const { input, atMost, everyMatches, matches, not, notEmpty, value } = vocabulary<TableShape>();

const none = (key: 'unusedAttributes' | 'untypedAttributes' | 'doubleKeys' | 'unclearProjections' | 'timelessKeys') =>
  not(notEmpty(input(key)));

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html */
export const dynamodbTableShapeRules: readonly Rule<TableShape>[] = [
  {
    id: 'TableName',
    checked: 'synthesis',
    holds: matches(input('tableName'), /^[A-Za-z0-9_.-]{3,255}$/),
    says: 'the name of a table, with project and environment in it, must be 3 to 255 letters, digits, _ . and -',
    fix: 'change the name that the component is given',
    meets: ['Amazon DynamoDB API CreateTable: TableName'],
  },
  {
    id: 'TableIndexNames',
    checked: 'synthesis',
    holds: everyMatches(input('indexNames'), /^[A-Za-z0-9_.-]{3,255}$/),
    says: 'the name of an index must be 3 to 255 letters, digits, _ . and -',
    fix: 'rename the index',
    meets: ['Amazon DynamoDB API GlobalSecondaryIndex: IndexName'],
  },
  {
    id: 'TableAttributeNames',
    checked: 'synthesis',
    holds: everyMatches(input('attributeNames'), /^[ -~]{1,255}$/),
    says: 'the name of an attribute of a key must be 1 to 255 characters of ASCII',
    fix: 'shorten it',
    meets: ['Amazon DynamoDB API AttributeDefinition: AttributeName'],
  },
  {
    id: 'TableUnusedAttributes',
    checked: 'synthesis',
    holds: none('unusedAttributes'),
    says: 'only attributes of keys have a type: DynamoDB refuses one that neither the table nor an index is keyed by',
    fix: 'take the attribute out of `attributes`; items may have it all the same',
    meets: ['Amazon DynamoDB API CreateTable: AttributeDefinitions'],
  },
  {
    id: 'TableKeyTypes',
    checked: 'synthesis',
    holds: none('untypedAttributes'),
    says: 'every attribute of a key, of the table or of an index, must have a type',
    fix: 'add it to `attributes` as S, N or B',
    meets: ['Amazon DynamoDB API CreateTable: AttributeDefinitions'],
  },
  {
    id: 'TableKeysDiffer',
    checked: 'synthesis',
    holds: none('doubleKeys'),
    says: 'the two attributes of a key must differ',
    fix: 'leave rangeKey out',
    meets: ['Amazon DynamoDB API CreateTable: KeySchema'],
  },
  {
    id: 'TableIndexCount',
    checked: 'synthesis',
    holds: atMost(input('indexCount'), value(20)),
    says: 'a table must have 20 global secondary indexes at most',
    fix: 'take out those that no query uses, or let one serve several kinds of items',
    meets: ['Amazon DynamoDB quota: global secondary indexes per table'],
  },
  {
    id: 'TableProjections',
    checked: 'synthesis',
    holds: none('unclearProjections'),
    says: 'an index must name the attributes that it includes where its projectionType is INCLUDE, and nowhere else',
    fix: 'set projectionType to INCLUDE, or take nonKeyAttributes out',
    meets: ['Amazon DynamoDB API Projection: NonKeyAttributes'],
  },
  {
    id: 'TableIncludedAttributes',
    checked: 'synthesis',
    holds: atMost(input('includedCount'), value(100)),
    says: 'the indexes of a table must include 100 attributes by name at most, all together',
    fix: 'project all attributes with ALL',
    meets: ['Amazon DynamoDB quota: projected secondary index attributes per table'],
  },
  {
    id: 'TableTimeToLiveKey',
    checked: 'synthesis',
    holds: none('timelessKeys'),
    says: 'an attribute that says when items expire must be a number, also where it is part of a key: DynamoDB expires no other',
    fix: 'make it N in `attributes`',
    meets: [],
  },
];
