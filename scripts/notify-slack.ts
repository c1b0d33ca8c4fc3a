import { Argument } from 'commander';
import { postToSlack, slackText } from './notify/slack';
import { runOf } from './notify/workflow';
import { command, runCommand } from './shared/command';

runCommand(
  command(
    'notify-slack',
    'In a workflow of GitHub: tell Slack how something ended, where SLACK_WEBHOOK_URL says where.',
    { 0: 'it was told, or there is no SLACK_WEBHOOK_URL' },
  )
    .addArgument(new Argument('<what>', 'what has ended, such as "deployment of dev"'))
    .addArgument(new Argument('<outcome>', 'how').choices(['success', 'failure', 'cancelled']))
    .action(async (what: string, outcome: string) => {
      const webhook = process.env.SLACK_WEBHOOK_URL;
      if (!webhook) {
        console.log('SLACK_WEBHOOK_URL is not set: nobody is told');
        return;
      }
      await postToSlack(webhook, slackText(what, outcome, runOf()));
      console.log('Slack was told');
    }),
);
