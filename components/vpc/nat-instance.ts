import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
import type { Component } from '../shared/component';
import { managedInstanceProfile } from '../shared/iam/managed-instance-profile';
import { regionalName } from '../shared/naming';
import { securityGroup } from '../shared/security-group';

export interface NatInstanceProps {
  readonly vpcId: string;
  readonly vpcCidr: string;
  readonly subnetId: string;
  readonly instanceType: string;
  /** What its subnet reaches the internet through. */
  readonly internet: readonly ITerraformDependable[];
}

/** Amazon Linux 2023 for Arm, as AWS publishes it. */
const imageParameter = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';

/** AWS gives an address to a machine that runs: its script begins without one, and has to wait for it. */
const masquerade = (vpcCidr: string) => `#!/bin/bash
set -euo pipefail
echo 'net.ipv4.ip_forward = 1' > /etc/sysctl.d/90-nat.conf
sysctl --system
tries=60
until dnf install --assumeyes nftables; do
  if ((--tries == 0)); then
    echo 'nftables could not be installed in 60 tries: nothing is translated' >&2
    exit 1
  fi
  sleep 5
done
cat > /etc/sysconfig/nftables.conf <<'RULES'
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr ${vpcCidr} ip daddr != ${vpcCidr} masquerade
  }
}
RULES
systemctl enable --now nftables
`;

/** A small machine that translates addresses, for a tenth of a NAT gateway's price and without its availability. */
export function natInstance(
  component: Component,
  props: NatInstanceProps,
): { id: string; networkInterfaceId: string; ip: string } {
  const { environment } = component;
  const name = regionalName(environment, 'nat');
  const group = securityGroup(component, 'NatSecurityGroup', {
    name: 'nat',
    description: 'NAT instance: anything from inside the VPC, to anywhere',
    vpcId: props.vpcId,
  });
  new VpcSecurityGroupIngressRule(component, 'NatFromVpc', {
    securityGroupId: group.id,
    description: 'Whatever the VPC sends out',
    ipProtocol: '-1',
    cidrIpv4: props.vpcCidr,
  });
  new VpcSecurityGroupEgressRule(component, 'NatToInternet', {
    securityGroupId: group.id,
    description: 'To anywhere: being the way out is what it is for',
    ipProtocol: '-1',
    cidrIpv4: '0.0.0.0/0',
  });

  const { profile } = managedInstanceProfile(component, 'Nat', {
    name: 'nat',
    description: 'NAT instance: Session Manager',
  });
  const instance = new Instance(component, 'NatInstance', {
    ami: new DataAwsSsmParameter(component, 'NatImage', { name: imageParameter }).insecureValue,
    instanceType: props.instanceType,
    subnetId: props.subnetId,
    vpcSecurityGroupIds: [group.id],
    iamInstanceProfile: profile.name,
    sourceDestCheck: false,
    ebsOptimized: true,
    monitoring: true,
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
    rootBlockDevice: { encrypted: true },
    userData: masquerade(props.vpcCidr),
    userDataReplaceOnChange: true,
    tags: { Name: name },
    dependsOn: [...props.internet],
    // A newer image is taken when the instance is replaced, not whenever AWS publishes one.
    lifecycle: { ignoreChanges: ['ami'] },
  });
  const address = new Eip(component, 'NatAddress', { domain: 'vpc', instance: instance.id, tags: { Name: name } });
  return { id: instance.id, networkInterfaceId: instance.primaryNetworkInterfaceId, ip: address.publicIp };
}
