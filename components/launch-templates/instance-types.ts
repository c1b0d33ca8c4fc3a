/**
 * What is known of instance types, as regular expressions that JavaScript and Terraform read alike. A test asks
 * DescribeInstanceTypes whether they are right.
 */

/** `m7g.large`, `m7i-flex.2xlarge`, `c7g.metal` */
export const anyType = /^[a-z][a-z0-9-]*[.][a-z0-9-]+$/;

/** Graviton, the first generation included. */
export const armType = /^(a1|[a-z]+[0-9]+g[a-z]*)[.]/;

/** Earns and spends CPU credits. */
export const burstableType = /^t([23]|3a|4g)[.]/;

/** So old that EBS optimization is not always there, or not at all. */
export const notEbsOptimized = /^(c1|c3|i2|m[123]|r3|t[12])[.]/;

/** Has Nitro Enclaves: four vCPUs, with Graviton two, of which the parent keeps its share. */
export const enclaveType =
  /^([mcr][5678](a|ad|d|n|dn|i|id|in|idn|zn|iz|b)?[.][0-9]*xlarge|([mr][678]g[a-z]*|c[68]g[a-z]*|c7gd?)[.](large|[0-9]*xlarge))$/;

/** Families that can hibernate, by how much memory a size of them has. */
const families = {
  burstable: 't3a?|t4g',
  general: 'm5(a|ad|d)?|m6(a|gd?|i|idn?|in)|m7(a|gd?|i|i-flex)|m8(a|g[bdn]?|i|i-flex)',
  compute: 'c5d?|c6(g[dn]?|i|id|in)|c7(a|g[dn]?|i|i-flex)|c8(a|g[bdn]?|i|i-flex)',
  memory: 'r5(a|ad|d)?|r6(a|gd?|idn|in)|r7(a|gd?|i|iz)|r8(a|g[bdn]?|i|i-flex)',
} as const;

/** GiB of memory, and which sizes of the families have it. AWS hibernates up to 150 GiB. */
const sizes: Readonly<Record<number, Readonly<Partial<Record<keyof typeof families, string>>>>> = {
  1: { burstable: 'nano|micro' },
  2: { burstable: 'small', compute: 'medium' },
  4: { burstable: 'medium', general: 'medium', compute: 'large' },
  8: { burstable: 'large', general: 'large', compute: 'xlarge', memory: 'medium' },
  16: { burstable: 'xlarge', general: 'xlarge', compute: '2xlarge', memory: 'large' },
  32: { burstable: '2xlarge', general: '2xlarge', compute: '4xlarge', memory: 'xlarge' },
  64: { general: '4xlarge', compute: '8xlarge', memory: '2xlarge' },
  72: { compute: '9xlarge' },
  96: { compute: '12xlarge' },
  128: { general: '8xlarge', compute: '16xlarge', memory: '4xlarge' },
  144: { compute: '18xlarge' },
};

const alternatives = (bySize: (typeof sizes)[number]) =>
  Object.entries(bySize).map(([family, names]) => `(${families[family as keyof typeof families]})[.](${names})`);

/** Types that can hibernate, by the GiB of memory that the root volume must have room for. */
export const hibernatingTypes: readonly { readonly memoryGib: number; readonly types: RegExp }[] = Object.entries(
  sizes,
).map(([memory, bySize]) => ({
  memoryGib: Number(memory),
  types: new RegExp(`^(${alternatives(bySize).join('|')})$`),
}));
