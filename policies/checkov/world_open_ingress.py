"""The internet reaches a security group on port 443 alone.

checkov asks for ports 22, 80 and 3389 and for "all" on an inline rule, and overlooks: any other port, such as a
database's; a rule resource for all protocols, which names no port; IPv6 on a rule resource in JSON; half of the
internet (0.0.0.0/1); and any rule that has `prefix_list_ids: null` beside its range.
"""

from ipaddress import ip_network

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck

HTTPS = "443"
# No range of one organization is this wide; the private ranges are at most a /8.
WORLD_PREFIX = 7
RANGES = ("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")


def flat(value):
    """checkov wraps values into lists, more or less often depending on where they come from."""
    if isinstance(value, (list, tuple, set)):
        return [each for part in value for each in flat(part)]
    return [] if value is None else [value]


def is_world(cidr):
    try:
        return ip_network(str(cidr), strict=False).prefixlen <= WORLD_PREFIX
    except ValueError:
        return False  # a reference, which only the plan knows


def is_https(rule):
    ports = {str(each) for each in flat(rule.get("from_port")) + flat(rule.get("to_port"))}
    protocols = {str(each) for each in flat(rule.get("protocol")) + flat(rule.get("ip_protocol"))}
    return ports == {HTTPS} and protocols <= {"tcp", "udp", "6", "17"}


def opens_world(rule):
    worlds = [cidr for key in RANGES for cidr in flat(rule.get(key)) if is_world(cidr)]
    return bool(worlds) and not is_https(rule)


class WorldOpenIngress(BaseResourceCheck):
    def __init__(self):
        super().__init__(
            name="The internet reaches a security group on port 443 alone",
            id="GW_NET_1",
            categories=[CheckCategories.NETWORKING],
            supported_resources=[
                "aws_default_security_group",
                "aws_security_group",
                "aws_security_group_rule",
                "aws_vpc_security_group_ingress_rule",
            ],
        )

    def scan_resource_conf(self, conf):
        if self.entity_type == "aws_security_group_rule":
            rules = [conf] if flat(conf.get("type")) == ["ingress"] else []
        elif self.entity_type == "aws_vpc_security_group_ingress_rule":
            rules = [conf]
        else:
            rules = [rule for rule in flat(conf.get("ingress")) if isinstance(rule, dict)]
        self.evaluated_keys = ["ingress"] if "ingress" in conf else list(RANGES)
        return CheckResult.FAILED if any(opens_world(rule) for rule in rules) else CheckResult.PASSED


check = WorldOpenIngress()
