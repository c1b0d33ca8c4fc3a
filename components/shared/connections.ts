import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';

/** A range of addresses as the other end of a connection. */
export interface AddressRange {
  /** Names the rule: letters, digits and `-`. */
  readonly name: string;
  readonly cidr: string;
}

/** Something with a security group that others connect to, or that connects to others. */
export interface Connectable {
  readonly connections: Connections;
}

/** Who may talk to whom: each allowance is one ingress rule here and its egress counterpart at the other end. */
export class Connections implements Connectable {
  readonly connections = this;

  constructor(
    private readonly scope: Construct,
    /** Names the rules that others make towards it. */
    readonly name: string,
    readonly securityGroupId: string,
    /** TCP port that `allowDefaultPortFrom` opens. */
    private readonly defaultPort?: number,
  ) {}

  /**
   * Admits `peer` on the default port.
   * @throws when it has none
   */
  allowDefaultPortFrom(peer: Connectable | AddressRange): void {
    if (this.defaultPort === undefined)
      throw new Error(`${this.scope.node.path}: ${this.name} has no default port; call allowFrom with a port`);
    this.allowFrom(peer, this.defaultPort);
  }

  /** Admits `peer` on a TCP port. The rules' ids come from who and what, so that no other rule moves. */
  allowFrom(peer: Connectable | AddressRange, port: number): void {
    const from = 'connections' in peer ? peer.connections : peer;
    const tcp = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    const description = `${from.name} to ${this.name} on tcp ${port}`;
    const source =
      from instanceof Connections ? { referencedSecurityGroupId: from.securityGroupId } : { cidrIpv4: from.cidr };
    new VpcSecurityGroupIngressRule(this.scope, `${this.name}-from-${from.name}-${port}`, {
      securityGroupId: this.securityGroupId,
      description,
      ...tcp,
      ...source,
    });
    if (from instanceof Connections)
      new VpcSecurityGroupEgressRule(from.scope, `${from.name}-to-${this.name}-${port}`, {
        securityGroupId: from.securityGroupId,
        referencedSecurityGroupId: this.securityGroupId,
        description,
        ...tcp,
      });
  }
}
