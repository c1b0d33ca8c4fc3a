/**
 * Loaded into the functions of the local cloud before their own code: the names of database instances, which the name
 * servers of a VPC know, are looked up in the file that GROUNDWORK_HOSTS names. Every other name is looked up as ever.
 */
const dns = require('node:dns');
const { readFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

function addressOf(host) {
  const lines = readFileSync(process.env.GROUNDWORK_HOSTS, 'utf8').split('\n');
  return lines.map((line) => line.split(' ')).find(([, name]) => name === host)?.[0];
}

const { lookup } = dns;
dns.lookup = (host, options, callback) => {
  const done = callback ?? options;
  const address = addressOf(host);
  if (address === undefined) return callback ? lookup(host, options, callback) : lookup(host, options);
  process.nextTick(() => (options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4)));
};
syncBuiltinESMExports();
