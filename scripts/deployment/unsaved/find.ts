import { EC2Client, paginateDescribeTags } from '@aws-sdk/client-ec2';
import { DescribeKeyCommand, KMSClient, ListResourceTagsCommand, paginateListKeys } from '@aws-sdk/client-kms';
import type { Variables } from '../credentials';
import type { Layer } from '../environment';
import { CallError, clientOf } from './ask';
import { endedAmong } from './ended';
import type { Values } from './import-ids';
import { lookUps } from './look-up';

/** What the ids of a type that EC2 has begin with. */
const prefixes: Readonly<Record<string, string>> = {
  aws_eip: 'eipalloc-',
  aws_flow_log: 'fl-',
  aws_instance: 'i-',
  aws_internet_gateway: 'igw-',
  aws_launch_template: 'lt-',
  aws_nat_gateway: 'nat-',
  aws_network_acl: 'acl-',
  aws_route_table: 'rtb-',
  aws_security_group: 'sg-',
  aws_subnet: 'subnet-',
  aws_vpc: 'vpc-',
  aws_vpc_endpoint: 'vpce-',
};

type Tags = Readonly<Record<string, string>>;

interface Keys {
  readonly read: readonly { readonly id: string; readonly description: string; readonly tags: Tags }[];
  /** Ids of those that may not be read: the policy of a key may keep out whoever lists it. */
  readonly unread: readonly string[];
}

const sameTags = (tags: Tags, values: Values): boolean => {
  const planned = Object.entries((values.tags_all ?? {}) as Tags);
  return planned.length === Object.keys(tags).length && planned.every(([key, value]) => tags[key] === value);
};

/** Finds what was made and whose id nobody was told, as it is in the account. */
export class Finder {
  private tagged: Promise<ReadonlyMap<string, Tags>> | undefined;
  private keys: Promise<Keys> | undefined;

  /**
   * @param owned ids that the environment's states hold already
   */
  constructor(
    private readonly layer: Layer,
    private readonly owned: ReadonlySet<string>,
    private readonly env: Variables = process.env,
  ) {}

  /** Ids of what is just as it was planned to be made and is in no state; mostly none, or one. */
  async find(type: string, values: Values): Promise<string[]> {
    const prefix = prefixes[type];
    if (prefix !== undefined) {
      const all = [...(await this.ec2(values))].filter(([id]) => id.startsWith(prefix));
      return all.filter(([id, tags]) => !this.owned.has(id) && sameTags(tags, values)).map(([id]) => id);
    }
    if (type === 'aws_kms_key') {
      const same = (await this.kms()).read.filter(
        ({ description, tags }) => description === values.description && sameTags(tags, values),
      );
      return same.map(({ id }) => id);
    }
    const found = await lookUps[type]?.(values, this.layer, this.env);
    return (found ?? []).filter((id) => !this.owned.has(id));
  }

  /** Ids of what is in no state and passed over by `find`: it may not be read. */
  async unread(type: string): Promise<readonly string[]> {
    return type === 'aws_kms_key' ? (await this.kms()).unread : [];
  }

  /** Everything in no state that has the environment's tags, of EC2 and KMS: ids, each with what it is tagged as. */
  async strays(tags: Tags): Promise<string[]> {
    const keys = (await this.kms()).read.filter((key) => key.tags.Environment === tags.Environment);
    // What AWS makes for a group of instances has its tags as well, and is in no state.
    const ec2 = [...(await this.ec2({ tags_all: tags }))].filter(
      ([id, own]) =>
        Object.values(prefixes).some((prefix) => id.startsWith(prefix)) &&
        !Object.keys(own).some((key) => key.startsWith('aws:')),
    );
    return [...ec2, ...keys.map((key) => [key.id, key.tags] as const)].map(([id, { Component, Name }]) =>
      [id, ...(Component ? [`of ${Component}`] : []), ...(Name ? [`named ${Name}`] : [])].join(' '),
    );
  }

  /** Tags of everything of EC2 that has the environment's. */
  private ec2(values: Values): Promise<ReadonlyMap<string, Tags>> {
    this.tagged ??= this.listTagged((values.tags_all ?? {}) as Tags);
    return this.tagged;
  }

  private kms(): Promise<Keys> {
    this.keys ??= this.listKeys();
    return this.keys;
  }

  private async listTagged({ Environment = '' }: Tags): Promise<ReadonlyMap<string, Tags>> {
    const client = clientOf(EC2Client, 'EC2', this.layer, this.env);
    const list = async (filters: { Name: string; Values: string[] }[]) => {
      const found: { id: string; key: string; value: string }[] = [];
      for await (const { Tags = [] } of paginateDescribeTags({ client }, { Filters: filters }))
        for (const { ResourceId: id = '', Key: key = '', Value: value = '' } of Tags) found.push({ id, key, value });
      return found;
    };
    const ids = await list([
      { Name: 'key', Values: ['Environment'] },
      { Name: 'value', Values: [Environment] },
    ]);
    const others = ids.map(({ id }) => id).filter((id) => !this.owned.has(id));
    const ended = await endedAmong(others, this.layer, this.env);
    const unowned = others.filter((id) => !ended.has(id));
    const tags = new Map<string, Record<string, string>>(unowned.map((id) => [id, {}]));
    // The API takes 200 values of a filter.
    for (let from = 0; from < unowned.length; from += 200)
      for (const { id, key, value } of await list([{ Name: 'resource-id', Values: unowned.slice(from, from + 200) }])) {
        const own = tags.get(id);
        if (own) own[key] = value;
      }
    return tags;
  }

  private async listKeys(): Promise<Keys> {
    const client = clientOf(KMSClient, 'KMS', this.layer, this.env);
    const read: Keys['read'][number][] = [];
    const unread: string[] = [];
    for await (const { Keys = [] } of paginateListKeys({ client }, {}))
      for (const { KeyId: id = '' } of Keys.filter(({ KeyId = '' }) => !this.owned.has(KeyId))) {
        try {
          const { KeyMetadata: key } = await client.send(new DescribeKeyCommand({ KeyId: id }));
          if (key?.KeyManager !== 'CUSTOMER' || key.KeyState === 'PendingDeletion') continue;
          const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId: id }));
          const tags = Object.fromEntries(Tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue]));
          read.push({ id, description: key.Description ?? '', tags });
        } catch (error) {
          if (!(error instanceof CallError && error.name === 'AccessDeniedException')) throw error;
          unread.push(id);
        }
      }
    return { read, unread };
  }
}
