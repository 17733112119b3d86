// SPDX-License-Identifier: GPL-3.0-or-later
// The official SDK's own signer over requests that another client sent: a JSON list on stdin, the list of their Authorization on stdout.
const url = require('url');
// It signs a host without its port; whoever listens for a test has one, and our client sends it.
url.URL = class extends url.URL {
  get hostname() { return this.host; }
};
const Sign = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign').default;
const requests = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(requests.map((r) => Sign.sign3({
  method: r.method, url: r.url, payload: Buffer.from(r.body, 'base64'), timestamp: r.timestamp, service: r.service, secretId: r.id, secretKey: r.key, headers: {'Content-Type': r.type},
}))));
