// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the engine with the official Node.js SDK: only endpoint, protocol and keys differ from the cloud.
// Environment: SCF_ENDPOINT (host:port), SCF_ID, SCF_KEY, SCF_ZIP and SCF_ZIP2 (base64). Prints one JSON object.
const {scf} = require('tencentcloud-sdk-nodejs-scf');

const client = new scf.v20180416.Client({
  credential: {secretId: process.env.SCF_ID, secretKey: process.env.SCF_KEY},
  region: 'ap-guangzhou',
  profile: {httpProfile: {endpoint: process.env.SCF_ENDPOINT, protocol: 'http://'}},
});

async function active(FunctionName) {
  for (;;) {
    const f = await client.GetFunction({FunctionName});
    if (f.Status === 'Active') return f;
    if (/Failed$/.test(f.Status)) throw new Error(f.Status);
  }
}

// Versions, aliases, namespaces, quotas and async events, by the SDK's own models.
async function resources() {
  const FunctionName = 'from-sdk';
  const seen = {};
  seen.published = (await client.PublishVersion({FunctionName, Description: 'first'})).FunctionVersion;
  await active(FunctionName);
  seen.versions = (await client.ListVersionByFunction({FunctionName})).FunctionVersion;
  await client.CreateAlias({FunctionName, Name: 'prod', FunctionVersion: '1', RoutingConfig: {AdditionalVersionWeights: [{Version: '$LATEST', Weight: 0}]}});
  await client.UpdateAlias({FunctionName, Name: 'prod', FunctionVersion: '1', Description: 'changed'});
  const alias = await client.GetAlias({FunctionName, Name: 'prod'});
  seen.alias = [alias.FunctionVersion, alias.Description];
  seen.aliases = (await client.ListAliases({FunctionName})).Aliases.map((a) => a.Name);
  seen.byAlias = JSON.parse((await client.InvokeFunction({FunctionName, Qualifier: 'prod', RoutingKey: '{"User":"a"}', Event: '{}'})).Result.RetMsg);
  await client.CreateNamespace({Namespace: 'sdk'});
  await client.CopyFunction({FunctionName, NewFunctionName: 'twin', TargetNamespace: 'sdk', CopyConfiguration: true});
  seen.twin = (await client.GetFunction({FunctionName: 'twin', Namespace: 'sdk'})).MemorySize;
  await client.DeleteFunction({FunctionName: 'twin', Namespace: 'sdk'});
  await client.DeleteNamespace({Namespace: 'sdk'});
  await client.PutReservedConcurrencyConfig({FunctionName, ReservedConcurrencyMem: 1024});
  seen.reserved = (await client.GetReservedConcurrencyConfig({FunctionName})).ReservedMem;
  seen.account = (await client.GetAccount({})).AccountUsage.TotalAllocatedConcurrencyMem;
  await client.DeleteReservedConcurrencyConfig({FunctionName});
  await client.UpdateFunctionEventInvokeConfig({FunctionName, AsyncTriggerConfig: {RetryConfig: [{RetryNum: 1}], MsgTTL: 3600}});
  seen.asyncConfig = (await client.GetFunctionEventInvokeConfig({FunctionName})).AsyncTriggerConfig;
  const InvokeRequestId = (await client.Invoke({FunctionName, InvocationType: 'Event', ClientContext: '{}'})).Result.FunctionRequestId;
  for (seen.state = 'RUNNING'; seen.state === 'RUNNING';) seen.state = (await client.GetAsyncEventStatus({InvokeRequestId})).Result.Status;
  seen.logs = (await client.GetFunctionLogs({FunctionName, FunctionRequestId: InvokeRequestId})).TotalCount;
  seen.url = (await client.GetFunctionAddress({FunctionName})).Url;
  await client.DeleteAlias({FunctionName, Name: 'prod'});
  await client.DeleteFunctionVersion({FunctionName, Qualifier: '1'});
  return seen;
}

async function main() {
  const seen = {};
  await client.CreateFunction({FunctionName: 'from-sdk', Runtime: 'Nodejs18.15', Handler: 'index.main_handler', MemorySize: 128, Timeout: 5, Code: {ZipFile: process.env.SCF_ZIP}});
  seen.created = (await active('from-sdk')).Runtime;
  const sync = await client.Invoke({FunctionName: 'from-sdk', ClientContext: JSON.stringify({n: 20}), LogType: 'Tail'});
  seen.sync = JSON.parse(sync.Result.RetMsg);
  seen.result = sync.Result;
  seen.named = JSON.parse((await client.InvokeFunction({FunctionName: 'from-sdk', Event: JSON.stringify({n: 5})})).Result.RetMsg);
  seen.async = (await client.Invoke({FunctionName: 'from-sdk', InvocationType: 'Event', ClientContext: '{"n":1}'})).Result;
  const list = await client.ListFunctions({});
  seen.listed = list.Functions.map((f) => f.FunctionName);
  seen.namespaces = (await client.ListNamespaces({})).Namespaces.map((n) => n.Name);
  await client.UpdateFunctionConfiguration({FunctionName: 'from-sdk', MemorySize: 256, Environment: {Variables: [{Key: 'WORD', Value: 'new'}]}});
  seen.memory = (await active('from-sdk')).MemorySize;
  await client.UpdateFunctionCode({FunctionName: 'from-sdk', Code: {ZipFile: process.env.SCF_ZIP2}});
  await active('from-sdk');
  seen.updated = JSON.parse((await client.Invoke({FunctionName: 'from-sdk', ClientContext: '{}'})).Result.RetMsg);
  seen.resources = await resources();
  await client.DeleteFunction({FunctionName: 'from-sdk'});
  try {
    await client.GetFunction({FunctionName: 'from-sdk'});
  } catch (e) {
    seen.gone = e.code;
    seen.goneId = e.requestId;
  }
  console.log(JSON.stringify(seen));
}
main().catch((e) => { console.error(e); process.exit(1); });
