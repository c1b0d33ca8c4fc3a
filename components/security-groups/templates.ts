/** Protocols of a rule; `all` is every protocol on every port. */
export const protocols = ['tcp', 'udp', 'icmp', 'icmpv6', 'all'] as const;
export type Protocol = (typeof protocols)[number];

/** Who may talk to whom, and how. */
export interface SecurityGroupRule {
  readonly direction: 'ingress' | 'egress';
  readonly protocol: Protocol;
  /** First port of TCP or UDP. @default none, for protocols without ports */
  readonly fromPort?: number;
  /** Last port. @default the first one */
  readonly toPort?: number;
  /** The other end: a group of the same component, or a role of `peers`. */
  readonly peer: string;
  /** Why, for the person who reads the rule in the console. */
  readonly describes: string;
}

const tcp = (direction: 'ingress' | 'egress', port: number, peer: string, describes: string): SecurityGroupRule => ({
  direction,
  protocol: 'tcp',
  fromPort: port,
  peer,
  describes,
});
const from = (peer: string, port: number, describes: string) => tcp('ingress', port, peer, describes);
const to = (peer: string, port: number, describes: string) => tcp('egress', port, peer, describes);

/** Rules by name: `<what>_from_<who>` lets in, `<what>_to_<whom>` lets out. */
export const ruleTemplates = {
  https_from_vpc: from('vpc', 443, 'HTTPS from anywhere inside the VPC'),
  https_from_load_balancer: from('load_balancer', 443, 'HTTPS from the load balancer'),
  http_from_load_balancer: from('load_balancer', 80, 'HTTP from the load balancer, which ends TLS'),
  https_from_trusted: from('trusted', 443, 'HTTPS from the trusted networks'),
  https_from_internet: from('internet', 443, 'HTTPS from everywhere: a public service'),
  http_from_internet: from('internet', 80, 'HTTP from everywhere, to be redirected to HTTPS'),
  app_from_load_balancer: from('load_balancer', 8080, 'The application from the load balancer'),
  app_from_web: from('web', 8080, 'The application from the web tier'),
  ssh_from_bastion: from('bastion', 22, 'SSH from the bastion; Session Manager needs no rule'),
  rdp_from_bastion: from('bastion', 3389, 'RDP from the bastion; Session Manager needs no rule'),
  mysql_from_app: from('app', 3306, 'MySQL and MariaDB from the application'),
  mysql_from_lambda: from('lambda', 3306, 'MySQL and MariaDB from the functions'),
  postgres_from_app: from('app', 5432, 'PostgreSQL from the application'),
  postgres_from_lambda: from('lambda', 5432, 'PostgreSQL from the functions'),
  redis_from_app: from('app', 6379, 'Redis and Valkey from the application'),
  memcached_from_app: from('app', 11211, 'Memcached from the application'),
  documentdb_from_app: from('app', 27017, 'DocumentDB from the application'),
  opensearch_from_app: from('app', 443, 'OpenSearch from the application'),
  kafka_tls_from_app: from('app', 9094, 'Kafka over TLS from the application'),
  nfs_from_app: from('app', 2049, 'NFS, such as EFS, from the application'),
  metrics_from_monitoring: from('monitoring', 9100, 'Metrics of the machine, scraped by the monitoring'),
  https_to_vpc: to('vpc', 443, 'HTTPS to the VPC, the endpoints of AWS among it'),
  https_to_s3: to('s3', 443, 'HTTPS to S3 through its gateway endpoint'),
  https_to_dynamodb: to('dynamodb', 443, 'HTTPS to DynamoDB through its gateway endpoint'),
  https_to_internet: to('internet', 443, 'HTTPS to everywhere, for what has no endpoint'),
} as const satisfies Readonly<Record<string, SecurityGroupRule>>;

export type RuleTemplate = keyof typeof ruleTemplates;
