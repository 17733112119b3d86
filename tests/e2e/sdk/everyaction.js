// SPDX-License-Identifier: GPL-3.0-or-later
// Every method of the official SDK's client against the engine, each answer held against the SDK's own model of it.
// Environment: SCF_ENDPOINT (host:port), SCF_ID, SCF_KEY, SCF_ZIP and SCF_ZIP2 (base64). Prints one JSON object.
const assert = require('assert');
const {scf} = require('tencentcloud-sdk-nodejs-scf');
const {readModel, faults, missing} = require('./model');

const model = readModel();
const client = new scf.v20180416.Client({
  credential: {secretId: process.env.SCF_ID, secretKey: process.env.SCF_KEY},
  region: 'ap-guangzhou',
  profile: {httpProfile: {endpoint: process.env.SCF_ENDPOINT, protocol: 'http://'}},
});
const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(client)).filter((name) => /^[A-Z]/.test(name));
const called = {};   // how often each action answered
const wrong = [];    // what the model doesn't allow
const lacking = {};  // fields of the model that an answer never had

// Said beyond the model: what is not emulated, where the model has no place for it.
const ALLOWED = ['GetCustomDomainResponse.StatusReasons'];

async function call(action, params = {}) {
  const answer = await client[action](params);
  const type = `${action}Response`;
  wrong.push(...faults(model, type, answer, action, ALLOWED));
  const lacks = missing(model, type, answer);
  lacking[action] = called[action] ? lacking[action].filter((name) => lacks.includes(name)) : lacks;
  called[action] = (called[action] || 0) + 1;
  assert.match(answer.RequestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, action);
  return answer;
}

/** The error code of a call that must fail, with its request id beside it. */
async function refused(action, params) {
  try {
    await client[action](params);
  } catch (e) {
    assert.strictEqual(e.requestId.length, 36, `${action}: an error without a request id`);
    return e.code;
  }
  throw new Error(`${action} was not refused: ${JSON.stringify(params)}`);
}

async function until(what, look) {
  const end = Date.now() + 30000;
  for (;;) {
    const got = await look();
    if (got) return got;
    if (Date.now() > end) throw new Error(`not within 30 s: ${what}`);
  }
}
const active = (FunctionName, more = {}) => until(`${FunctionName} Active`, async () => {
  const f = await call('GetFunction', {FunctionName, ...more});
  assert.ok(!/Failed$/.test(f.Status), f.Status);
  return f.Status === 'Active' && f;
});

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const F = {FunctionName: 'every'};

async function namespaces() {
  await call('CreateNamespace', {Namespace: 'stage', Description: 'first'});
  await call('UpdateNamespace', {Namespace: 'stage', Description: 'second'});
  const all = await call('ListNamespaces', {Orderby: 'name', Order: 'ASC'});
  assert.deepStrictEqual([all.TotalCount, all.Namespaces.map((n) => n.Name)], [2, ['default', 'stage']]);
  const stage = all.Namespaces[1];
  assert.strictEqual(stage.Description, 'second');
  assert.match(stage.AddTime, STAMP);
  assert.deepStrictEqual((await call('ListNamespaces', {SearchKey: [{Key: 'Namespace', Value: 'sta'}]})).Namespaces.map((n) => n.Name), ['stage']);
  assert.strictEqual(await refused('CreateNamespace', {Namespace: 'stage'}), 'ResourceInUse.Namespace');
  assert.strictEqual(await refused('DeleteNamespace', {Namespace: 'default'}), 'FailedOperation.DeleteNamespace');
}

async function functions() {
  await call('CreateFunction', {
    ...F, Runtime: 'Nodejs18.15', Handler: 'index.main_handler', MemorySize: 128, Timeout: 5, InitTimeout: 30, Description: 'all of them', Code: {ZipFile: process.env.SCF_ZIP},
    Environment: {Variables: [{Key: 'WORD', Value: 'old'}]}, Tags: [{Key: 'team', Value: 'a'}], TraceEnable: 'TRUE', VpcConfig: {VpcId: 'vpc-1', SubnetId: 'subnet-1'},
    PublicNetConfig: {PublicNetStatus: 'ENABLE', EipConfig: {EipStatus: 'DISABLE'}}, DeadLetterConfig: {Type: 'CMQ-QUEUE', Name: 'dead'}, Role: 'some-role', ClsLogsetId: 'set', ClsTopicId: 'topic', DnsCache: 'TRUE',
    IntranetConfig: {IpFixed: 'DISABLE'}, CfsConfig: {CfsInsList: [{UserId: '1', UserGroupId: '2', CfsId: 'cfs-1', MountInsId: 'm', LocalMountDir: '/mnt', RemoteMountDir: '/'}]},
  });
  assert.strictEqual(await refused('CreateFunction', {...F, Runtime: 'Nodejs18.15', Handler: 'index.main_handler', Code: {ZipFile: process.env.SCF_ZIP}}), 'ResourceInUse.FunctionName');
  const f = await active('every', {ShowCode: 'TRUE'});
  assert.deepStrictEqual([f.FunctionName, f.Runtime, f.Handler, f.MemorySize, f.Timeout, f.InitTimeout, f.Description, f.Namespace, f.Type, f.FunctionVersion, f.Qualifier],
    ['every', 'Nodejs18.15', 'index.main_handler', 128, 5, 30, 'all of them', 'default', 'Event', '$LATEST', '$LATEST']);
  assert.deepStrictEqual([f.Environment, f.Tags, f.TraceEnable, f.AsyncRunEnable, f.AvailableStatus, f.InstallDependency],
    [{Variables: [{Key: 'WORD', Value: 'old'}]}, [{Key: 'team', Value: 'a'}], 'TRUE', 'FALSE', 'Available', 'FALSE']);
  assert.deepStrictEqual([f.VpcConfig, f.PublicNetConfig.PublicNetStatus, f.DeadLetterConfig.Name, f.Role, f.ClsLogsetId, f.ClsTopicId, f.DnsCache, f.CfsConfig.CfsInsList[0].CfsId],
    [{VpcId: 'vpc-1', SubnetId: 'subnet-1'}, 'ENABLE', 'dead', 'some-role', 'set', 'topic', 'TRUE', 'cfs-1']);
  assert.ok(f.CodeInfo.includes('main_handler') && f.CodeSize > 0 && f.FunctionId);
  assert.match(f.AddTime, STAMP);
  assert.match(f.ModTime, STAMP);
  assert.ok(f.StatusReasons.every((r) => r.ErrorCode && r.ErrorMessage));
  const listed = await call('ListFunctions', {Orderby: 'FunctionName', Order: 'ASC', SearchKey: 'ever', Limit: 5, Offset: 0, Namespace: 'default', Filters: [{Name: 'Runtime', Values: ['Nodejs18.15']}]});
  assert.deepStrictEqual([listed.TotalCount, listed.Functions[0].FunctionName, listed.Functions[0].Status, listed.Functions[0].TraceEnable], [1, 'every', 'Active', 'TRUE']);
  await call('UpdateFunctionConfiguration', {...F, MemorySize: 256, Environment: {Variables: [{Key: 'WORD', Value: 'new'}]}});
  const changed = await active('every');
  assert.deepStrictEqual([changed.MemorySize, changed.Timeout, changed.Environment.Variables[0].Value], [256, 5, 'new']);
  await call('UpdateFunctionCode', {...F, Handler: 'index.main_handler', Code: {ZipFile: process.env.SCF_ZIP2}});
  await active('every');
  await call('UpdateFunctionCode', {...F, Handler: 'index.main_handler', ZipFile: process.env.SCF_ZIP});  // the older place of the package
  await active('every');
  const address = await call('GetFunctionAddress', F);
  assert.ok(/^http/.test(address.Url) && /^[0-9a-f]{64}$/.test(address.CodeSha256));
  await call('CopyFunction', {...F, NewFunctionName: 'twin', TargetNamespace: 'stage', CopyConfiguration: true, Description: 'copied'});
  const twin = await active('twin', {Namespace: 'stage'});
  assert.deepStrictEqual([twin.MemorySize, twin.Description, twin.Namespace], [256, 'copied', 'stage']);
}

async function invocations() {
  const sync = (await call('Invoke', {...F, ClientContext: '{"n":4}', LogType: 'Tail', InvocationType: 'RequestResponse', Qualifier: '$LATEST'})).Result;
  assert.deepStrictEqual([sync.RetMsg, sync.ErrMsg, sync.InvokeResult], ['{"double":8}', '', 0]);
  assert.ok(sync.MemUsage > 1048576 && sync.Duration >= 0 && sync.BillDuration >= 1 && sync.Log.includes('Report RequestId') && sync.FunctionRequestId.length === 36);
  const named = (await call('InvokeFunction', {...F, Event: '{"n":5}', LogType: 'None'})).Result;
  assert.deepStrictEqual([named.RetMsg, named.Log], ['{"double":10}', '']);
  assert.strictEqual(await refused('Invoke', {...F, ClientContext: 'no json'}), 'InvalidParameterValue.Param');
  assert.strictEqual(await refused('Invoke', {...F, Event: '{}'}), 'UnknownParameter');
  assert.strictEqual(await refused('Invoke', {FunctionName: 'nobody'}), 'ResourceNotFound.Function');
  const failed = (await call('Invoke', {...F, ClientContext: 'null'})).Result;
  assert.strictEqual(JSON.parse(failed.RetMsg || failed.ErrMsg).statusCode, 430);
  assert.notStrictEqual(failed.InvokeResult, 0);
  // The status of a request and what it wrote.
  const status = await call('GetRequestStatus', {...F, FunctionRequestId: sync.FunctionRequestId});
  assert.deepStrictEqual([status.TotalCount, status.Data[0].RetCode, status.Data[0].RequestId, status.Data[0].RetMsg], [1, 0, sync.FunctionRequestId, '{"double":8}']);
  assert.ok(status.Data[0].MemUsage < 1024, 'MemUsage of GetRequestStatus is in MB');
  const logs = await call('GetFunctionLogs', {...F, FunctionRequestId: sync.FunctionRequestId, Limit: 5, Order: 'desc', OrderBy: 'start_time'});
  assert.deepStrictEqual([logs.TotalCount, logs.Data[0].RetCode, logs.Data[0].InvokeFinished], [1, 0, 1]);
  assert.ok(logs.Data[0].Log.includes('END RequestId') && logs.Data[0].MemUsage > 1048576);
  assert.strictEqual((await call('GetFunctionLogs', {...F, Filter: {RetCode: 'not0'}})).Data[0].RequestId, failed.FunctionRequestId);
}

async function asynchronous() {
  await call('UpdateFunctionEventInvokeConfig', {...F, AsyncTriggerConfig: {RetryConfig: [{RetryNum: 0}], MsgTTL: 3600}});
  assert.deepStrictEqual((await call('GetFunctionEventInvokeConfig', F)).AsyncTriggerConfig, {RetryConfig: [{RetryNum: 0}], MsgTTL: 3600});
  const fired = (await call('Invoke', {...F, InvocationType: 'Event', ClientContext: '{"n":1}'})).Result;
  assert.deepStrictEqual([fired.RetMsg, fired.Log, fired.Duration, fired.InvokeResult], ['', '', 0, 0]);
  const InvokeRequestId = fired.FunctionRequestId;
  const ended = await until('it ended', async () => {
    const got = (await call('GetAsyncEventStatus', {InvokeRequestId})).Result;
    return got.Status !== 'RUNNING' && got;
  });
  assert.deepStrictEqual(ended, {Status: 'FINISHED', StatusCode: 200, InvokeRequestId});
  const events = await call('ListAsyncEvents', {...F, Status: ['FINISHED'], InvokeType: [], Order: 'DESC', Orderby: 'StartTime', Offset: 0, Limit: 10, InvokeRequestId});
  assert.deepStrictEqual([events.TotalCount, events.EventList[0].InvokeRequestId, events.EventList[0].Status, events.EventList[0].Qualifier], [1, InvokeRequestId, 'FINISHED', '$LATEST']);
  assert.match(events.EventList[0].StartTime, STAMP);
  assert.match(events.EventList[0].EndTime, STAMP);
  const slow = (await call('Invoke', {...F, InvocationType: 'Event', ClientContext: '{"sleep":4000}'})).Result.FunctionRequestId;
  await until('it runs', async () => (await call('ListAsyncEvents', {...F, Status: ['RUNNING']})).TotalCount === 1);
  await call('TerminateAsyncEvent', {...F, InvokeRequestId: slow, GraceShutdown: false});
  await until('it was ended', async () => (await call('GetAsyncEventStatus', {InvokeRequestId: slow})).Result.Status === 'ABORTED');
  assert.strictEqual(await refused('GetAsyncEventStatus', {InvokeRequestId: 'nothing'}), 'ResourceNotFound.AsyncEvent');
}

async function versions() {
  const published = await call('PublishVersion', {...F, Description: 'first'});
  assert.deepStrictEqual([published.FunctionVersion, published.Description, published.MemorySize, published.Runtime, published.Handler, published.Timeout, published.Namespace],
    ['1', 'first', 256, 'Nodejs18.15', 'index.main_handler', 5, 'default']);
  await active('every');
  await active('every', {Qualifier: '1'});
  const all = await call('ListVersionByFunction', {...F, Order: 'ASC', OrderBy: 'AddTime', Offset: 0, Limit: 10});
  assert.deepStrictEqual([all.FunctionVersion, all.TotalCount, all.Versions.map((v) => v.Version), all.Versions[1].Description], [['$LATEST', '1'], 2, ['$LATEST', '1'], 'first']);
  await call('CreateAlias', {...F, Name: 'prod', FunctionVersion: '1', Description: 'live', RoutingConfig: {AdditionalVersionWeights: [{Version: '$LATEST', Weight: 0.1}]}});
  await call('UpdateAlias', {...F, Name: 'prod', FunctionVersion: '1', Description: 'still', RoutingConfig: {AddtionVersionMatchs: [{Version: '$LATEST', Key: 'invoke.headers.User', Method: 'exact', Expression: 'b'}]}});
  const alias = await call('GetAlias', {...F, Name: 'prod'});
  assert.deepStrictEqual([alias.Name, alias.FunctionVersion, alias.Description, alias.RoutingConfig.AddtionVersionMatchs[0].Expression], ['prod', '1', 'still', 'b']);
  assert.match(alias.AddTime, STAMP);
  const aliases = await call('ListAliases', {...F, FunctionVersion: '1', Offset: '0', Limit: '20'});
  assert.deepStrictEqual([aliases.TotalCount, aliases.Aliases[0].Name], [1, 'prod']);
  assert.strictEqual((await call('InvokeFunction', {...F, Qualifier: 'prod', RoutingKey: '{"User":"a"}', Event: '{"n":3}'})).Result.RetMsg, '{"double":6}');
}

async function triggers() {
  const T = {...F, TriggerName: 'nightly', Type: 'timer'};
  const made = (await call('CreateTrigger', {...T, TriggerDesc: '0 0 3 * * * *', Enable: 'CLOSE', CustomArgument: 'text', Description: 'every night', Qualifier: '$LATEST', Namespace: 'default'})).TriggerInfo;
  assert.deepStrictEqual([made.TriggerName, made.Type, made.Enable, made.CustomArgument, made.TriggerDesc, made.Qualifier], ['nightly', 'timer', 0, 'text', '{"cron":"0 0 3 * * * *"}', '$LATEST']);
  await call('UpdateTriggerStatus', {...T, Enable: 'OPEN'});
  await call('UpdateTrigger', {...T, TriggerDesc: '0 30 4 * * * *', Enable: 'OPEN', CustomArgument: 'other', Description: 'later'});
  await call('CreateTrigger', {...F, TriggerName: 'front', Type: 'http', TriggerDesc: JSON.stringify({AuthType: 'NONE', NetConfig: {EnableIntranet: true, EnableExtranet: true}})});
  const listed = await call('ListTriggers', {...F, OrderBy: 'add_time', Order: 'asc', Offset: 0, Limit: 10});
  assert.deepStrictEqual([listed.TotalCount, listed.Triggers.map((t) => t.TriggerName), listed.Triggers[0].Enable, JSON.parse(listed.Triggers[0].TriggerDesc).cron, listed.Triggers[0].CustomArgument, listed.Triggers[0].Description],
    [2, ['nightly', 'front'], 1, '0 30 4 * * * *', 'other', 'later']);
  assert.strictEqual((await call('GetFunction', F)).Triggers.length, 2);
  await call('DeleteTrigger', {...T, Qualifier: '$LATEST'});
  assert.strictEqual((await call('ListTriggers', F)).TotalCount, 1);
  assert.strictEqual(await refused('DeleteTrigger', T), 'ResourceNotFound.Trigger');
}

async function quotas() {
  await call('PutTotalConcurrencyConfig', {TotalConcurrencyMem: 64000, Namespace: 'default'});
  await call('PutReservedConcurrencyConfig', {...F, ReservedConcurrencyMem: 1024});
  assert.strictEqual((await call('GetReservedConcurrencyConfig', F)).ReservedMem, 1024);
  const account = await call('GetAccount');
  assert.deepStrictEqual([account.AccountUsage.TotalConcurrencyMem, account.AccountUsage.TotalAllocatedConcurrencyMem, account.AccountUsage.NamespacesCount], [64000, 1024, 2]);
  const usage = account.AccountUsage.Namespace.find((n) => n.Namespace === 'default');
  assert.deepStrictEqual([usage.FunctionsCount, usage.Functions], [1, ['every']]);
  assert.ok(account.AccountLimit.Namespace[0].MaxMsgTTL >= 21600 && account.AccountLimit.Namespace[0].Trigger.Timer === 10);
  await call('DeleteReservedConcurrencyConfig', F);
  await call('PutProvisionedConcurrencyConfig', {...F, Qualifier: '1', VersionProvisionedConcurrencyNum: 1, TriggerActions: [{TriggerName: 'noon', TriggerProvisionedConcurrencyNum: 2, TriggerCronConfig: '0 0 12 * * * *'}], ProvisionedType: 'Default'});
  const ready = await until('it is provisioned', async () => {
    const got = (await call('GetProvisionedConcurrencyConfig', {...F, Qualifier: '1'}));
    return got.Allocated[0].Status === 'Done' && got;
  });
  assert.deepStrictEqual([ready.Allocated[0].Qualifier, ready.Allocated[0].AllocatedProvisionedConcurrencyNum, ready.Allocated[0].AvailableProvisionedConcurrencyNum, ready.Allocated[0].TriggerActions[0].TriggerName], ['1', 1, 1, 'noon']);
  await call('DeleteProvisionedConcurrencyConfig', {...F, Qualifier: '1'});
  assert.strictEqual((await call('GetProvisionedConcurrencyConfig', F)).Allocated.filter((a) => a.AllocatedProvisionedConcurrencyNum > 0).length, 0);
}

async function layers() {
  const published = await call('PublishLayerVersion', {LayerName: 'shared', CompatibleRuntimes: ['Nodejs18.15'], Content: {ZipFile: process.env.SCF_ZIP2}, Description: 'words', LicenseInfo: 'MIT', Tags: [{Key: 'a', Value: 'b'}]});
  assert.strictEqual(published.LayerVersion, 1);
  const one = await until('it is active', async () => {
    const got = await call('GetLayerVersion', {LayerName: 'shared', LayerVersion: 1});
    return got.Status === 'Active' && got;
  });
  assert.deepStrictEqual([one.LayerName, one.LayerVersion, one.CompatibleRuntimes, one.Description, one.LicenseInfo], ['shared', 1, ['Nodejs18.15'], 'words', 'MIT']);
  assert.ok(/^[0-9a-f]{64}$/.test(one.CodeSha256) && /^http/.test(one.Location));
  const listed = await call('ListLayers', {CompatibleRuntime: 'Nodejs18.15', Offset: 0, Limit: 5, SearchKey: 'shar'});
  assert.deepStrictEqual([listed.TotalCount, listed.Layers[0].LayerName, listed.Layers[0].LayerVersion], [1, 'shared', 1]);
  assert.deepStrictEqual((await call('ListLayerVersions', {LayerName: 'shared', CompatibleRuntime: ['Nodejs18.15']})).LayerVersions.map((v) => v.LayerVersion), [1]);
  await call('UpdateFunctionConfiguration', {...F, Layers: [{LayerName: 'shared', LayerVersion: 1}]});
  const bound = (await active('every')).Layers;
  assert.deepStrictEqual([bound.length, bound[0].LayerName, bound[0].LayerVersion, bound[0].Status], [1, 'shared', 1, 'Active']);
  await call('UpdateFunctionConfiguration', {...F, Layers: []});
  await active('every');
  assert.strictEqual(await refused('GetLayerVersion', {LayerName: 'shared', LayerVersion: 2}), 'ResourceNotFound.LayerVersion');
  await call('DeleteLayerVersion', {LayerName: 'shared', LayerVersion: 1});
  assert.strictEqual(await refused('GetLayerVersion', {LayerName: 'shared', LayerVersion: 1}), 'ResourceNotFound.Layer');
}

async function domains() {
  const EndpointsConfig = [{Namespace: 'default', FunctionName: 'every', Qualifier: '$LATEST', PathMatch: '/*', PathRewrite: [{Path: '/*', Type: 'WildcardRules', Rewrite: '/a'}]}];
  await call('CreateCustomDomain', {Domain: 'a.example.com', Protocol: 'HTTPS', EndpointsConfig, CertConfig: {CertificateId: 'c1'}, WafConfig: {WafOpen: 'CLOSE', WafInstanceId: ''}, Tags: [{Key: 'k', Value: 'v'}]});
  await call('UpdateCustomDomain', {Domain: 'a.example.com', Protocol: 'HTTP&HTTPS', EndpointsConfig});
  const one = await call('GetCustomDomain', {Domain: 'a.example.com'});
  assert.deepStrictEqual([one.Domain, one.Protocol, one.EndpointsConfig, one.CertConfig, one.Tags], ['a.example.com', 'HTTP&HTTPS', EndpointsConfig, {CertificateId: 'c1'}, [{Key: 'k', Value: 'v'}]]);
  const all = await call('ListCustomDomains', {Offset: 0, Limit: 5, OrderBy: 'AddTime', Order: 'DESC', Filters: [{Name: 'Domain', Values: ['a.example.com']}]});
  assert.deepStrictEqual([all.Total, all.Domains[0].Domain], [1, 'a.example.com']);
  await call('DeleteCustomDomain', {Domain: 'a.example.com'});
}

async function ends() {
  await call('DeleteAlias', {...F, Name: 'prod'});
  await call('DeleteFunctionVersion', {...F, Qualifier: '1', ForceDelete: 'FALSE'});
  await call('DeleteFunction', F);
  await call('DeleteFunction', {FunctionName: 'twin', Namespace: 'stage'});
  await until('both are gone', async () => (await call('ListFunctions')).TotalCount === 0 && (await call('ListFunctions', {Namespace: 'stage'})).TotalCount === 0);
  await call('DeleteNamespace', {Namespace: 'stage'});
  assert.strictEqual(await refused('GetFunction', F), 'ResourceNotFound.Function');
}

/** What requests take, by the model: for the engine's own table of actions. */
function requests() {
  const told = {};
  for (const name of methods) told[name] = Object.fromEntries(Object.entries(model[`${name}Request`] || {}).map(([field, one]) => [field, !one.optional]));
  return told;
}

(async () => {
  for (const part of [namespaces, functions, invocations, asynchronous, versions, triggers, quotas, layers, domains, ends]) {
    try {
      await part();
    } catch (e) {
      e.message = `${part.name}: ${e.code || ''} ${e.message}`;
      throw e;
    }
  }
  console.log(JSON.stringify({methods, called, wrong: [...new Set(wrong)], lacking, requests: requests()}));
})().catch((e) => { console.error(e); process.exit(1); });
