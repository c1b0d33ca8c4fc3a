import { proxyOf } from '../shared/proxy';
import { withoutCredentials } from '../shared/without-credentials';

/** What Terraform says of a registry that it cannot reach, whatever keeps it from there. */
const unreachable = /could not connect to ([\w.-]+): ([\s\S]*?)(?=\n\n|$)/;

/** Why `terraform init` failed: in its own words, or in ours where it could not reach its registry. */
export function describeInitFault(name: string, text: string): string {
  const [, registry, reason = ''] = unreachable.exec(text.replaceAll(/^[│╷╵] ?/gm, '')) ?? [];
  if (registry === undefined) return `${name}: terraform init failed\n${text.trim()}`;
  return [
    `${name}: the AWS provider could not be fetched: its registry cannot be reached, and no mirror of it is on this machine`,
    `  registry: ${registry}, which is Terraform’s own`,
    `  proxy: ${proxyOf(process.env)}`,
    `  found: ${withoutCredentials(reason.replaceAll(/\s+/g, ' '))}`,
    '  fix: behind a proxy set HTTPS_PROXY. Without a way to the registry, let a machine that has one run npm run synth and,',
    '  in the folder of any stack below cdktf.out, terraform providers mirror <folder>; put that folder here as',
    '  ~/.terraform.d/plugins or /usr/local/share/terraform, where it is found by itself.',
  ].join('\n');
}
