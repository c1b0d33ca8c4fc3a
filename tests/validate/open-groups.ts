/** Inline, Terraform asks for every argument. */
const ingress = (change: object) => ({
  description: 'a',
  from_port: 22,
  to_port: 22,
  protocol: 'tcp',
  cidr_blocks: [],
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  self: false,
  ...change,
});
const inline = (change: object) => ({ description: 'a', ingress: [ingress(change)] });
const rule = (change: object) => ({
  description: 'a',
  security_group_id: 'sg-0123456789abcdef0',
  ip_protocol: 'tcp',
  from_port: 5432,
  to_port: 5432,
  ...change,
});

/** Security groups and rules, by whether the internet comes in where it must not. */
export const groups = {
  open: {
    aws_security_group: {
      Ssh: inline({ cidr_blocks: ['0.0.0.0/0'] }),
      Database: inline({ from_port: 5432, to_port: 5432, cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'] }),
      OneOfTwo: {
        description: 'a',
        ingress: [443, 8443].map((port) => ingress({ from_port: port, to_port: port, cidr_blocks: ['0.0.0.0/0'] })),
      },
      Everything: inline({ from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }),
      Ipv6: inline({ ipv6_cidr_blocks: ['::/0'] }),
      Half: inline({ cidr_blocks: ['128.0.0.0/1'] }),
    },
    aws_default_security_group: { Default: { vpc_id: 'vpc-1', ingress: [ingress({ cidr_blocks: ['0.0.0.0/0'] })] } },
    aws_security_group_rule: {
      Rule: {
        description: 'a',
        type: 'ingress',
        security_group_id: 'sg-0123456789abcdef0',
        protocol: 'tcp',
        from_port: 5432,
        to_port: 5432,
        cidr_blocks: ['0.0.0.0/0'],
      },
    },
    aws_vpc_security_group_ingress_rule: {
      DatabaseRule: rule({ cidr_ipv4: '0.0.0.0/0' }),
      AllRule: rule({ ip_protocol: '-1', from_port: undefined, to_port: undefined, cidr_ipv4: '0.0.0.0/0' }),
      Ipv6Rule: rule({ cidr_ipv6: '::/0' }),
      WideRule: rule({ from_port: 443, to_port: 444, cidr_ipv4: '0.0.0.0/0' }),
    },
  },
  closed: {
    aws_security_group: {
      Https: inline({ from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'], ipv6_cidr_blocks: ['::/0'] }),
      Inside: inline({ cidr_blocks: ['10.0.0.0/8'] }),
      Nothing: { description: 'a' },
    },
    aws_security_group_rule: {
      Egress: {
        description: 'a',
        type: 'egress',
        security_group_id: 'sg-0123456789abcdef0',
        protocol: 'tcp',
        from_port: 5432,
        to_port: 5432,
        cidr_blocks: ['0.0.0.0/0'],
      },
    },
    aws_vpc_security_group_ingress_rule: {
      HttpsRule: rule({ from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' }),
      InsideRule: rule({ cidr_ipv4: '10.0.0.0/16' }),
    },
  },
} as const;

const addresses = (resources: object) =>
  Object.entries(resources).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));

export const openAddresses = addresses(groups.open).sort();

/** All of them in one stack. */
export const resources = Object.fromEntries(
  [...new Set([...Object.keys(groups.open), ...Object.keys(groups.closed)])].map((type) => [
    type,
    { ...(groups.open as Record<string, object>)[type], ...(groups.closed as Record<string, object>)[type] },
  ]),
);

/** Addresses of a check's findings, of those that a step tells. */
export const found = (check: string, details: readonly string[]) =>
  details.filter((each) => each.includes(`\n${check}: `)).map((each) => each.split('\n')[0] ?? '');
