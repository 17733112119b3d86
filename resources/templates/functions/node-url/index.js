'use strict';

const reply = (statusCode, body) => ({
  isBase64Encoded: false,
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

exports.main_handler = async (event) => {
  const method = event.httpMethod || 'GET';
  console.log(method, event.path);
  if (method !== 'GET' && method !== 'POST') return reply(405, { error: `${method} is not supported here.` });
  let sent = null;
  if (event.body) {
    try {
      sent = JSON.parse(event.body);
    } catch (error) {
      return reply(400, { error: `The body is not JSON: ${error.message}` });
    }
  }
  return reply(200, { path: event.path, query: event.queryString || {}, body: sent });
};
