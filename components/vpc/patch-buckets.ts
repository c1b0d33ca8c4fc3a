/**
 * What AWS ends the names of Patch Manager's buckets with, by region: those of the code that machines patch themselves
 * with, and where it is not the region itself those of the snapshots of baselines.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html
 */
const suffixes: Readonly<Record<string, readonly [code: string, snapshots?: string]>> = {
  'af-south-1': ['bdd5f65a9', 'tbxdb5b9'],
  'ap-east-1': ['632356271'],
  'ap-northeast-1': ['4849fa78f'],
  'ap-northeast-2': ['10467995c'],
  'ap-northeast-3': ['67373598a'],
  'ap-south-1': ['cb7c62ff9'],
  'ap-south-2': ['32f4b4128', '50209442'],
  'ap-southeast-1': ['7fdfd9ef7'],
  'ap-southeast-2': ['17283a275'],
  'ap-southeast-3': ['aa48fc462', 'be0a3174'],
  'ap-southeast-4': ['01e2c40d3', 'dc6f76ce'],
  'ca-central-1': ['3148e69e3'],
  'ca-west-1': ['9e3a4b2f9'],
  'eu-central-1': ['9163fdaaf'],
  'eu-central-2': ['184ce43c8'],
  'eu-north-1': ['795879e9b'],
  'eu-south-1': ['c52f3f594'],
  'eu-south-2': ['a4cf248b1', 'df2c9d70'],
  'eu-west-1': ['5522fb710'],
  'eu-west-2': ['902a2bc74'],
  'eu-west-3': ['29bf85721'],
  'il-central-1': ['e221cb57b'],
  'me-central-1': ['2932f2f80'],
  'me-south-1': ['a53fc9dce', 'uduvl7q8'],
  'sa-east-1': ['ddf4b6a09'],
  'us-east-1': ['1970c647d'],
  'us-east-2': ['552881074'],
  'us-west-1': ['8badb4304'],
  'us-west-2': ['34d7f99f8'],
};

/**
 * Patch Manager's own buckets. Of a region that AWS does not list, such as a new one or one of China, it is whatever
 * begins like them: nobody could patch there otherwise, and the endpoint lets these be read alone.
 */
export function patchBuckets(region: string): readonly string[] {
  const code = `aws-patch-manager-${region}`;
  const snapshots = `patch-baseline-snapshot-${region}`;
  const documented = suffixes[region];
  if (!documented) return [`${code}-*`, `${snapshots}*`];
  const [ofCode, ofSnapshots] = documented;
  return [`${code}-${ofCode}`, ofSnapshots ? `${snapshots}-${ofSnapshots}` : snapshots];
}
