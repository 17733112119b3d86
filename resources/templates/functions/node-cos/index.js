'use strict';

const path = require('path');

// Says what became of each object. With cos-nodejs-sdk-v5 in the package, read it here and write a result beside it.
exports.main_handler = async (event) => {
  const objects = event.Records.map((record) => {
    const { cosBucket, cosObject } = record.cos;
    // /appid/bucket/path, with the path percent-encoded
    const key = decodeURIComponent(cosObject.key.split('/').slice(3).join('/'));
    const what = record.event.eventName;
    console.log(what, `${cosBucket.name}-${cosBucket.appid}`, key, cosObject.size || 0);
    if (what.includes('ObjectRemove')) return { key, removed: true };
    const { name, ext } = path.posix.parse(key);
    return { key, bytes: cosObject.size || 0, result: `thumbnails/${name}-small${ext}` };
  });
  return { objects };
};
