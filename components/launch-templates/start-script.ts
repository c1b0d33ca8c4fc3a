import type { AgentConfigProps } from './agent-config';
import { agentConfig } from './agent-config';
import { type UserData, userData } from './user-data';

/** Amazon Linux 2023 has the agent in its own packages, which the S3 endpoint reaches without the internet. */
const startAgent = `#!/bin/bash
set -euo pipefail
dnf install --assumeyes amazon-cloudwatch-agent
config=/opt/aws/amazon-cloudwatch-agent/etc/config.json
printf '%s\\n' {{agent_config}} > "$config"
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c "file:$config"
`;

/** The script of a machine's first start: the agent, then what the template adds. */
export function startScript(agent: AgentConfigProps, own: UserData | undefined): UserData {
  const begin = userData(startAgent, { agent_config: JSON.stringify(agentConfig(agent)) });
  return { text: `${begin.text}${own?.text ?? ''}`, faults: [...begin.faults, ...(own?.faults ?? [])] };
}
