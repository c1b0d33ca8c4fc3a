/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const limits = { characters: 10_240, alarms: 100 } as const;

const or = ' OR ';
const term = (name: string) => `ALARM("${name}")`;

/** Rule of a composite alarm that is in alarm as long as one of these is. */
export const anyOf = (names: readonly string[]): string => names.map(term).join(or);

/** An alarm with the name that it has in CloudWatch, whose length counts. */
export interface Named {
  readonly name: string;
}

/** Puts alarms into as few groups as CloudWatch takes in a rule each, in their order. */
export function groupsOf<A extends Named>(alarms: readonly A[]): A[][] {
  const groups: A[][] = [];
  let left = 0;
  for (const alarm of alarms) {
    const length = term(alarm.name).length + or.length;
    const last = groups.at(-1);
    if (last && last.length < limits.alarms && length <= left) {
      last.push(alarm);
      left -= length;
    } else {
      groups.push([alarm]);
      left = limits.characters + or.length - length;
    }
  }
  return groups;
}
