import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { IConstruct } from 'constructs';
import { describeFault, isReference, type RuleText } from '../shared/rules';
import { alarmsConventionRules as rules } from './rules';

const isAlarm = (node: IConstruct): node is CloudwatchMetricAlarm => node instanceof CloudwatchMetricAlarm;

/** Every metric alarm at or below `scope`, in the order in which they were made. */
export const alarmsBelow = (scope: IConstruct): CloudwatchMetricAlarm[] => scope.node.findAll().filter(isAlarm);

/** Longest description that CloudWatch takes. */
const mostCharacters = 1024;

/** Two sentences at least: one that says what it means, one that says what to do. */
const saysWhatToDo = (text: string) =>
  text.length <= mostCharacters &&
  text.split(/[.?!:;](?:\s|$)/).filter((each) => each.trim().includes(' ')).length >= 2;

/** Faults of every metric alarm at or below `scope`, each naming the alarm; none if all keep to the convention. */
export function alarmFaults(scope: IConstruct): string[] {
  const named = new Map<string, string>();
  return alarmsBelow(scope).flatMap((alarm) => {
    const { path } = alarm.node;
    const fault = (rule: RuleText, found: string) => describeFault(path, rule, found);
    const faults: string[] = [];

    const actions = alarm.alarmActionsInput ?? [];
    if (actions.length === 0) faults.push(fault(rules.action, 'no alarm_actions'));
    else if (alarm.actionsEnabledInput === false) faults.push(fault(rules.action, 'actions_enabled = false'));

    const description = alarm.alarmDescriptionInput ?? '';
    if (!isReference(description) && !saysWhatToDo(description))
      faults.push(fault(rules.description, `alarm_description = ${JSON.stringify(description)}`));

    if (alarm.treatMissingDataInput === undefined) faults.push(fault(rules.missingData, 'no treat_missing_data'));

    const name = alarm.alarmNameInput ?? '';
    const other = named.get(name);
    if (other) faults.push(fault(rules.name, `alarm_name = ${JSON.stringify(name)}, which ${other} has already`));
    named.set(name, path);
    return faults;
  });
}
