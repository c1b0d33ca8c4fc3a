import type { EdgeId } from './reach-rules';

/** A rule of a security group, of TCP. */
export interface GroupRule {
  readonly direction: 'in' | 'out';
  readonly group: string;
  /** The group at the other end, or a range of addresses. */
  readonly peer: string;
  readonly fromPort: number;
  readonly toPort: number;
}

/** What a role may do to what. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** What is there. Names are whatever tells two things apart. */
export interface Facts {
  /** How the function's subnets reach the internet; `none` where they do not. */
  readonly egress: string;
  /** Services with an interface endpoint. */
  readonly interfaceEndpoints: readonly string[];
  readonly groupRules: readonly GroupRule[];
  /** What the function's role is granted, and not denied. */
  readonly grants: readonly Grant[];
  /** Keys whose policies do not leave it to IAM policies of the account who uses them. */
  readonly closedKeys: readonly string[];
  /** Functions that Secrets Manager may invoke for this account. */
  readonly invocable: readonly string[];
}

/** What a rotation is about. */
export interface Needs {
  readonly functionName: string;
  readonly functionGroup: string;
  readonly endpointGroup: string;
  readonly databaseGroup: string;
  readonly databasePort: number;
  /** Secrets with their keys; the first one is rotated, the others are read. */
  readonly secrets: readonly { readonly secretArn: string; readonly keyArn: string }[];
  /** What the API of RDS is asked where a database is; nothing, where the secrets say it themselves. */
  readonly askRds: readonly Grant[];
}

/** Something that must be so, and is not, or is. */
export interface Edge {
  readonly id: EdgeId;
  readonly holds: boolean;
  /** Where it begins, and what is missing there. */
  readonly found: string;
}

/** What a rotation does with the secret that it rotates. */
export const rotatesWith = [
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
] as const;
/** What it does with a master secret. */
export const readsWith = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'] as const;
/** What Secrets Manager does with a key, on behalf of whoever reads or writes. */
export const decryptsWith = ['kms:Decrypt'] as const;
export const encryptsWith = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

const anywhere = '0.0.0.0/0';
const https = 443;

/** Every edge that a rotation needs, each with whether the facts have it. */
export function edges(facts: Facts, needs: Needs): readonly Edge[] {
  const { functionGroup, endpointGroup, databaseGroup, databasePort: port } = needs;
  const byEndpoint = facts.interfaceEndpoints.includes('secretsmanager');
  const byInternet = facts.egress !== 'none';
  const leads = (direction: GroupRule['direction'], group: string, peer: string, on: number) =>
    facts.groupRules.some(
      ({ fromPort, toPort, ...rule }) =>
        rule.direction === direction && rule.group === group && rule.peer === peer && fromPort <= on && on <= toPort,
    );
  const out = (id: EdgeId, peer: string, on: number): Edge => ({
    id,
    holds: leads('out', functionGroup, peer, on),
    found: `no egress rule of ${functionGroup} to ${peer} on tcp ${on}`,
  });
  const into = (id: EdgeId, group: string, on: number): Edge => ({
    id,
    holds: leads('in', group, functionGroup, on),
    found: `no ingress rule of ${group} from ${functionGroup} on tcp ${on}`,
  });
  const route = `egress = ${JSON.stringify(facts.egress)}, interface_endpoints = ${JSON.stringify(facts.interfaceEndpoints)}`;
  return [
    { id: 'route', holds: byEndpoint || byInternet, found: route },
    // Private DNS makes the endpoint the way, where there is one.
    out('egressToSecretsManager', byEndpoint ? endpointGroup : anywhere, https),
    ...(byEndpoint ? [into('ingressFromFunction', endpointGroup, https)] : []),
    out('egressToDatabase', databaseGroup, port),
    into('ingressAtDatabase', databaseGroup, port),
    ...(needs.askRds.length > 0
      ? [{ id: 'routeToRds' as const, holds: byInternet, found: route }, out('egressToRds', anywhere, https)]
      : []),
    ...permissions(facts, needs),
  ];
}

function permissions({ grants, closedKeys, invocable }: Facts, needs: Needs): Edge[] {
  const granted = (id: EdgeId, action: string, resource: string): Edge => ({
    id,
    holds: grants.some((grant) => grant.action === action && grant.resource === resource),
    found: `no grant of ${action} on ${resource}`,
  });
  const ofSecrets = needs.secrets.flatMap(({ secretArn, keyArn }, index) => [
    ...(index === 0 ? rotatesWith : readsWith).map((action) => granted('grantOnSecret', action, secretArn)),
    ...(index === 0 ? encryptsWith : decryptsWith).map((action) => granted('grantOnKey', action, keyArn)),
    {
      id: 'keyAdmitsAccount' as const,
      holds: !closedKeys.includes(keyArn),
      found: `the policy of ${keyArn} does not admit the account`,
    },
  ]);
  return [
    ...ofSecrets,
    granted('grantOnSecret', 'secretsmanager:GetRandomPassword', '*'),
    ...needs.askRds.map(({ action, resource }) => granted('grantToAskRds', action, resource)),
    {
      id: 'invocation',
      holds: invocable.includes(needs.functionName),
      found: `no permission of secretsmanager.amazonaws.com on ${needs.functionName}`,
    },
  ];
}

/** The edges that are missing: none, if the rotation can work. */
export const missingEdges = (facts: Facts, needs: Needs): readonly Edge[] =>
  edges(facts, needs).filter(({ holds }) => !holds);
