const TOKEN =
  /\s*(?:(AND|OR|NOT|TRUE|FALSE)\b|(?:OK|ALARM|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|([^()"]+?))\s*\)|([()]))/y;

/** The name of an alarm that is given by its name or its ARN. */
export const withoutArn = (alarm: string): string => alarm.replace(/^arn:.*:alarm:/, '');

/**
 * The alarms that a composite alarm's rule names, or undefined where it is no rule.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function alarmsOfRule(rule: string): string[] | undefined {
  const alarms: string[] = [];
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.trimEnd().length) {
    const match = TOKEN.exec(rule);
    if (!match) return undefined;
    const [, word, quoted, bare, bracket] = match;
    const alarm = quoted ?? bare;
    if (alarm !== undefined) alarms.push(withoutArn(alarm));
    tokens.push(word ?? bracket ?? 'alarm');
  }
  return expression(tokens) && tokens.length === 0 ? alarms : undefined;
}

function expression(tokens: string[]): boolean {
  if (!term(tokens)) return false;
  while (tokens[0] === 'AND' || tokens[0] === 'OR') {
    tokens.shift();
    if (!term(tokens)) return false;
  }
  return true;
}

function term(tokens: string[]): boolean {
  const token = tokens.shift();
  if (token === 'NOT') return term(tokens);
  if (token === '(') return expression(tokens) && tokens.shift() === ')';
  return token === 'alarm' || token === 'TRUE' || token === 'FALSE';
}
