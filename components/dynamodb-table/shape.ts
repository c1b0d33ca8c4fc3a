import type { DynamodbTableProps, GlobalSecondaryIndex, Keys } from './props';

/** What rules speak of that is no setting: the schema of a table, as lists of what is wrong with it. */
export interface TableShape {
  readonly tableName: string;
  readonly indexNames: readonly string[];
  readonly attributeNames: readonly string[];
  readonly indexCount: number;
  /** Attributes that no key is made of. */
  readonly unusedAttributes: readonly string[];
  /** Attributes of keys that have no type. */
  readonly untypedAttributes: readonly string[];
  /** Keys whose two attributes are the same. */
  readonly doubleKeys: readonly string[];
  /** Indexes that include attributes by name without saying so, or the other way round. */
  readonly unclearProjections: readonly string[];
  /** How many attributes indexes include by name, in all. */
  readonly includedCount: number;
  /** The attribute that says when an item expires, where it is a key that is no number. */
  readonly timelessKeys: readonly string[];
}

const attributesOf = ({ hashKey, rangeKey }: Keys) => (rangeKey === undefined ? [hashKey] : [hashKey, rangeKey]);

const isUnclear = ({ projectionType = 'ALL', nonKeyAttributes = [] }: GlobalSecondaryIndex) =>
  (projectionType === 'INCLUDE') !== nonKeyAttributes.length > 0;

/** The schema of a table as its rules see it. */
export function shapeOf(tableName: string, props: DynamodbTableProps): TableShape {
  const { attributes, globalSecondaryIndexes = {}, timeToLiveAttribute = '' } = props;
  const indexes = Object.entries(globalSecondaryIndexes);
  const keys: readonly (readonly [string, Keys])[] = [['the table', props], ...indexes];
  const used = new Set(keys.flatMap(([, each]) => attributesOf(each)));
  const named = (condition: (index: GlobalSecondaryIndex) => boolean) =>
    indexes.filter(([, index]) => condition(index)).map(([name]) => name);
  return {
    tableName,
    indexNames: indexes.map(([name]) => name),
    attributeNames: Object.keys(attributes),
    indexCount: indexes.length,
    unusedAttributes: Object.keys(attributes).filter((name) => !used.has(name)),
    untypedAttributes: [...used].filter((name) => !Object.hasOwn(attributes, name)),
    doubleKeys: keys.filter(([, { hashKey, rangeKey }]) => hashKey === rangeKey).map(([name]) => name),
    unclearProjections: named(isUnclear),
    includedCount: indexes.reduce((sum, [, { nonKeyAttributes = [] }]) => sum + nonKeyAttributes.length, 0),
    timelessKeys: used.has(timeToLiveAttribute) && attributes[timeToLiveAttribute] !== 'N' ? [timeToLiveAttribute] : [],
  };
}
