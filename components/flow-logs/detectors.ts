import type { Detector } from './detector';
import {
  atMost,
  type FieldCondition,
  type FlowLogField,
  flowLogPattern,
  noneOf,
  oneOf,
  patternName,
} from './log-format';

export type { Detector, DetectorId, ThresholdSetting } from './detector';

/**
 * Records are filed under the time at which their flow began, and arrive up to one aggregation interval (600 s) and
 * about five minutes of delivery later. An alarm that looks at the newest period alone would miss most of them: it
 * looks back over three periods of one aggregation interval each, and one of them is enough.
 */
const counting = {
  metricValue: '1',
  defaultValue: 0,
  unit: 'Count',
  statistic: 'Sum',
  periodSecs: 600,
  comparison: 'GreaterThanOrEqualToThreshold',
  evaluationPeriods: 3,
  datapointsToAlarm: 1,
  // A quiet network publishes nothing, and that is good news. That records stopped coming is no detector's business.
  missingData: 'notBreaching',
} as const;

const tcp = oneOf(6);
const ingress = oneOf('ingress');
const syn = 2;

/**
 * A record in which a client opened a connection: SYN, also with FIN (1) or RST (4) of the same interval, and never
 * SYN-ACK (18), which is a server's. So a session of eight hours counts once and not once per record, and a response
 * to a connection that began here does not count at all.
 */
const opened = oneOf(syn, syn + 1, syn + 4, syn + 1 + 4);

/** Attempts to log in from anywhere, inside or outside, whether they were let through or not. */
const attempts = (port: number): string =>
  flowLogPattern({ dstport: oneOf(port), protocol: tcp, 'tcp-flags': opened, 'flow-direction': ingress });

/**
 * Destinations that are not the public internet: RFC 1918, link-local (metadata, DNS, time), the shared range that a
 * VPC may use, and IPv6 unique local and link-local. The flow log knows no CIDR, and a filter pattern no parentheses.
 */
const notPrivate: FieldCondition = noneOf(
  `%${[
    '^10\\.',
    '^172\\.1[6-9]\\.',
    '^172\\.2[0-9]\\.',
    '^172\\.3[01]\\.',
    '^192\\.168\\.',
    '^169\\.254\\.',
    '^100\\.6[4-9]\\.',
    '^100\\.[7-9][0-9]\\.',
    '^100\\.1[01][0-9]\\.',
    '^100\\.12[0-7]\\.',
    '^f[cd]',
    '^fe80',
  ].join('|')}%`,
);

const bytes: FlowLogField = 'bytes';

/** The five detectors. They read the whole VPC's flow log, so every threshold is one for the whole VPC. */
export const detectors: readonly Detector[] = [
  {
    ...counting,
    id: 'ssh-attempts',
    description:
      'Many connections were opened to SSH (TCP 22), accepted or rejected: somebody tries passwords or keys, or a job ' +
      'reconnects in a loop. Group the flow log by srcaddr and action for dstport 22. Accepted from an unknown source: ' +
      'close the security group rule, then read the sign-in log of that instance. Rejected only: nothing got in; ' +
      'block the source in the network ACL if it lasts.',
    filterPattern: attempts(22),
    metricName: 'SshAttempts',
    thresholdSetting: 'sshAccessAlarmThreshold',
    // Five a minute: more than people and deployments do, far fewer than a password guesser.
    defaultThreshold: 50,
  },
  {
    ...counting,
    id: 'rdp-attempts',
    description:
      'Many connections were opened to RDP (TCP 3389), accepted or rejected. Group the flow log by srcaddr and action ' +
      'for dstport 3389. Accepted from an unknown source: close the security group rule and isolate the instance; ' +
      'exposed RDP is a usual way in for ransomware. Rejected only: nothing got in; block the source in the network ' +
      'ACL if it lasts.',
    filterPattern: attempts(3389),
    metricName: 'RdpAttempts',
    thresholdSetting: 'rdpAccessAlarmThreshold',
    // As for SSH: the same guessers try both, and there is no evidence for another number.
    defaultThreshold: 50,
  },
  {
    ...counting,
    id: 'rejected-connections',
    description:
      'Security groups or network ACLs rejected many flows, in or out. Group the flow log by srcaddr, dstaddr and ' +
      'dstport for action REJECT. One internal source: a wrong rule, or a compromised machine that looks around, so ' +
      'find out which before you open anything. Many outside sources: background noise of the internet; raise ' +
      'rejected_connections_alarm_threshold if it is constant.',
    filterPattern: flowLogPattern({ action: oneOf('REJECT') }),
    metricName: 'RejectedConnections',
    thresholdSetting: 'rejectedConnectionsAlarmThreshold',
    defaultThreshold: 100,
  },
  {
    ...counting,
    id: 'large-transfers',
    description:
      'Much data left for public addresses within an hour. Sum bytes in the flow log by instance_id, pkt_dstaddr and ' +
      'pkt_dst_aws_service for flow_direction egress. An unknown destination: isolate the instance, keep its disks, ' +
      'rotate the secrets that it could read. S3 or a known partner: check that somebody planned it; raise ' +
      'large_transfer_alarm_threshold if it is regular.',
    /**
     * Sums up, instead of looking for one big record: a record ends with its aggregation interval (a minute at most on
     * Nitro instances), so big ones are rare and easily avoided. Traffic to S3 counts too, because a bucket of somebody
     * else looks the same. What goes through a NAT gateway counts twice, at the instance and at the gateway.
     */
    filterPattern: flowLogPattern({
      action: oneOf('ACCEPT'),
      'pkt-dstaddr': notPrivate,
      'flow-direction': oneOf('egress'),
    }),
    metricName: 'PublicEgressBytes',
    metricValue: `$${patternName(bytes)}`,
    unit: 'Bytes',
    thresholdSetting: 'largeTransferAlarmThreshold',
    // 5 GiB an hour is 12 Mbit/s all the time: a database leaves, not the answers of an API.
    defaultThreshold: 5 * 1024 ** 3,
    // A slow leak is seen only in the sum of a long time; the sum is compared every minute, so it costs no delay. The
    // hour also covers late records, and one period is enough.
    periodSecs: 3600,
    evaluationPeriods: 1,
  },
  {
    ...counting,
    id: 'port-scans',
    description:
      'Many short connection attempts to closed ports came in: somebody looks for a way in. Group the flow log by ' +
      'srcaddr for action REJECT and tcp_flags 2, and count the different dstport. An inside source: treat it as ' +
      'compromised and isolate it. An outside source: check that nothing it probed is open without need, and block it ' +
      'in the network ACL.',
    /**
     * A filter sees one record at a time and cannot count the ports that one source tried. What it can see is the
     * trace of one probe: an incoming SYN that was rejected and hardly repeated (a client's own TCP repeats it four
     * times and more within a minute). SSH and RDP have detectors of their own. It does not see a scan slower than
     * the threshold, probes of open ports, UDP, and scans without SYN (FIN, NULL, Xmas); and many sources add up.
     * GuardDuty's Recon findings go by source: they complement this.
     */
    filterPattern: flowLogPattern({
      dstport: noneOf(22, 3389),
      protocol: tcp,
      packets: atMost(2),
      action: oneOf('REJECT'),
      'tcp-flags': oneOf(syn),
      'flow-direction': ingress,
    }),
    metricName: 'PortScanProbes',
    thresholdSetting: 'portScanAlarmThreshold',
    // The ports that nmap's fast scan (-F) tries on one host.
    defaultThreshold: 100,
  },
];
