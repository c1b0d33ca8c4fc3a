import type { Scan, Suppression } from '../../policies/suppressions/suppression';

/** What a scan has found. */
export interface Finding {
  readonly check: string;
  /** `dev-backend` */
  readonly stack: string;
  /** `aws_s3_bucket.Backend_States_93496501` */
  readonly address: string;
  readonly message: string;
}

export interface Scanned {
  readonly scan: Scan;
  /** Stacks that were scanned; what is suppressed in others is of no concern to this run. */
  readonly stacks: readonly string[];
  readonly findings: readonly Finding[];
}

export interface Verdict {
  /** Findings that nothing suppresses. */
  readonly open: readonly Finding[];
  readonly suppressed: number;
  /** Suppressions that are malformed, expired, or that match no finding. */
  readonly faults: readonly string[];
}

/** How long ahead a suppression may reach: a year, and the weeks in which it is renewed. */
const LONGEST_DAYS = 400;
const DAY_MS = 24 * 3600_000;
const ADDRESS = /^([a-z][a-z0-9-]*): ((?:data\.|var\.|output\.)?[A-Za-z0-9_-]+(?:[.[][^\s*]+)?)$/;
const WHERE = 'policies/suppressions';

const resourceOf = ({ stack, address }: Finding) => `${stack}: ${address}`;
const stackOf = (resource: string) => resource.slice(0, resource.indexOf(':'));

/** The day, in the form in which suppressions name theirs. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Holds what a scan has found against the suppressions. */
export function judge(scanned: Scanned, suppressions: readonly Suppression[], today: string): Verdict {
  const faults = suppressions.flatMap((each) => formFaults(each, today));
  const entries = suppressions
    .filter(({ scans }) => scans.includes(scanned.scan))
    .flatMap((suppression) => suppression.resources.map((resource) => ({ suppression, resource })))
    .filter(({ resource }) => scanned.stacks.includes(stackOf(resource)));

  const holding = new Set<string>();
  for (const { suppression, resource } of entries) {
    const key = `${suppression.check} ${resource}`;
    const name = `${suppression.check} of ${resource}`;
    if (holding.has(key)) faults.push(`${name} is suppressed twice; take one out of ${WHERE}`);
    holding.add(key);
    if (!scanned.findings.some((each) => each.check === suppression.check && resourceOf(each) === resource))
      faults.push(`${name} is suppressed, but the scan finds no such thing; take it out of ${WHERE}`);
    else if (isExpired(suppression, today)) {
      holding.delete(key);
      faults.push(
        `${name} was suppressed until ${suppression.until}: ${suppression.reason}; mend it, or review the reason and set a later date in ${WHERE}`,
      );
    }
  }
  const open = scanned.findings
    .filter((each) => !holding.has(`${each.check} ${resourceOf(each)}`))
    .sort((a, b) => (`${resourceOf(a)} ${a.check}` < `${resourceOf(b)} ${b.check}` ? -1 : 1));
  return { open, suppressed: scanned.findings.length - open.length, faults };
}

/** Days are compared as text: it is the ISO form of both that makes this right. */
const isExpired = ({ until }: Suppression, today: string) => until < today;

/** What is wrong with a suppression as it is written. */
function formFaults({ check, scans, resources, reason, until }: Suppression, today: string): string[] {
  const faults: string[] = [];
  const fault = (text: string) => faults.push(`the suppression of ${check || '(no check)'}: ${text}`);
  if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(check)) fault(`check is ${JSON.stringify(check)}; expected an id as CKV_AWS_144`);
  if (scans.length === 0) fault('scans is empty; expected of synthesized, plan and lint');
  if (resources.length === 0) fault('resources is empty; expected one address at least');
  for (const resource of resources)
    if (!ADDRESS.test(resource))
      fault(
        `resource is ${JSON.stringify(resource)}; expected "<stack>: <address>", such as "dev-backend: aws_kms_key.Key"`,
      );
  if (reason.trim().length < 20) fault(`reason is ${JSON.stringify(reason)}; expected a sentence that says why`);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(until) ? new Date(`${until}T00:00:00Z`) : undefined;
  if (!date || Number.isNaN(date.valueOf()) || dayOf(date) !== until)
    fault(`until is ${JSON.stringify(until)}; expected a day, such as ${today}`);
  else if (date.valueOf() - Date.parse(`${today}T00:00:00Z`) > LONGEST_DAYS * DAY_MS)
    fault(`until is ${until}; expected a day within ${LONGEST_DAYS} days, so that it is looked at again`);
  return faults;
}
