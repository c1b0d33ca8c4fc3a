// Loaded before a function, by NODE_OPTIONS: the names of the cloud's hosts file are known to it, as those of a VPC are
// to what runs in there. The file is read anew each time, since databases come and go.
const dns = require('node:dns');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { lookup } = dns;

/** @returns {string | undefined} */
function addressOf(name) {
  const lines = fs.readFileSync(process.env.LOCAL_CLOUD_HOSTS, 'utf8').split('\n');
  return lines.map((line) => line.split(' ')).find(([, known]) => known === name)?.[0];
}

dns.lookup = (name, ...rest) => {
  const address = addressOf(name);
  if (address === undefined) return lookup(name, ...rest);
  const callback = rest.at(-1);
  const answer = rest[0]?.all ? [[{ address, family: 4 }]] : [address, 4];
  process.nextTick(callback, null, ...answer);
};
syncBuiltinESMExports();
