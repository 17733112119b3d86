// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the local COS with the official SDK in its proxy mode and prints what it saw as JSON.
const COS = require('cos-nodejs-sdk-v5');
const fs = require('fs');

const cos = new COS({SecretId: process.env.COS_ID, SecretKey: process.env.COS_KEY, Proxy: process.env.COS_URL, Protocol: 'http:'});
const at = {Bucket: 'pics-1250000000', Region: 'ap-guangzhou'};
const seen = {};
const failure = async (promise) => { try { await promise; return 'none'; } catch (error) { return error.code; } };

(async () => {
  seen.created = (await cos.putBucket(at)).statusCode;
  seen.again = await failure(cos.putBucket(at));
  const key = 'a/b c&中.txt';
  seen.etag = (await cos.putObject({...at, Key: key, Body: 'hello', ContentType: 'text/plain', Headers: {'x-cos-meta-who': 'me'}})).ETag;
  const got = await cos.getObject({...at, Key: key});
  seen.got = [got.Body.toString(), got.headers['x-cos-meta-who'], got.headers['content-type'], got.ETag];
  seen.head = (await cos.headObject({...at, Key: key})).headers['content-length'];
  seen.range = (await cos.getObject({...at, Key: key, Range: 'bytes=1-3'})).Body.toString();
  seen.notModified = await failure(cos.getObject({...at, Key: key, IfNoneMatch: got.ETag}));
  const big = Buffer.alloc(20 * 1024 * 1024 + 17, 'z');
  fs.writeFileSync('big.bin', big);
  seen.sliced = (await cos.sliceUploadFile({...at, Key: 'big.bin', FilePath: 'big.bin', ChunkSize: 3 * 1024 * 1024})).ETag;
  seen.whole = (await cos.getObject({...at, Key: 'big.bin'})).Body.equals(big);
  await cos.putObjectCopy({...at, Key: 'copy', CopySource: `${at.Bucket}.cos.${at.Region}.myqcloud.com/${encodeURIComponent(key)}`});
  seen.copied = (await cos.getObject({...at, Key: 'copy'})).headers['x-cos-meta-who'];
  seen.odd = {};
  for (const odd of ['d/', 'd/x', 'd', '../../etc/passwd', 'x//y', '%41', 'q?s#t']) {
    await cos.putObject({...at, Key: odd, Body: `odd ${odd}`});
    seen.odd[odd] = (await cos.getObject({...at, Key: odd})).Body.toString();
  }
  const page = await cos.getBucket({...at, Delimiter: '/'});
  seen.listed = [page.Contents.map((c) => c.Key), page.CommonPrefixes.map((p) => p.Prefix)];
  seen.service = (await cos.getService({Region: at.Region})).Buckets.map((b) => b.Name);
  seen.notEmpty = await failure(cos.deleteBucket(at));
  const all = await cos.getBucket(at);
  seen.deleted = (await cos.deleteMultipleObject({...at, Objects: all.Contents.map((c) => ({Key: c.Key}))})).Deleted.length;
  seen.missing = await failure(cos.getObject({...at, Key: 'no'}));
  seen.gone = (await cos.deleteBucket(at)).statusCode;
  seen.url = cos.getObjectUrl({...at, Key: 'signed', Sign: true}, () => {});
  console.log(JSON.stringify(seen));
})().catch((error) => { console.error(error); process.exit(1); });
