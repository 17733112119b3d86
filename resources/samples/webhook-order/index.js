// SPDX-License-Identifier: GPL-3.0-or-later
// A webhook behind a function URL: checks who sent the order, then whether the order is right.
//
// The sender signs the body with HMAC-SHA256 and a secret both sides know, and sends it as "x-signature: sha256=<hex>".
'use strict';

const crypto = require('crypto');

const CURRENCIES = new Set(['CNY', 'EUR', 'USD']);
const MOST_ITEMS = 100;
const seen = new Set(); // orders this instance has accepted: a sender repeats what was not answered in time

function reply(statusCode, body) {
  return {
    isBase64Encoded: false,
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

function header(event, name) {
  const headers = event.headers || {};
  const key = Object.keys(headers).find((k) => k.toLowerCase() === name);
  return key === undefined ? undefined : String(headers[key]);
}

function signatureIsRight(body, given, secret) {
  const match = /^sha256=([0-9a-f]{64})$/i.exec(given || '');
  if (!match) return false;
  const expected = crypto.createHmac('sha256', secret).update(body).digest();
  return crypto.timingSafeEqual(expected, Buffer.from(match[1], 'hex')); // takes as long for a wrong one as for a right one
}

/** What is wrong with an order, one sentence each. Prices are in cents, so that sums are exact. */
function problemsOf(order) {
  const problems = [];
  if (typeof order !== 'object' || order === null || Array.isArray(order)) return ['The body is not an object.'];
  if (!/^[A-Z]{2}-\d{6,10}$/.test(order.orderId || '')) problems.push('orderId is two letters, a dash and 6 to 10 digits.');
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test((order.customer || {}).email || '')) problems.push('customer.email is not an address.');
  if (!CURRENCIES.has(order.currency)) problems.push(`currency is one of ${[...CURRENCIES].join(', ')}.`);
  const items = Array.isArray(order.items) ? order.items : [];
  if (items.length < 1 || items.length > MOST_ITEMS) problems.push(`items has 1 to ${MOST_ITEMS} entries.`);
  let sum = 0;
  items.forEach((item, i) => {
    if (!item || typeof item.sku !== 'string' || item.sku === '') problems.push(`items[${i}].sku is missing.`);
    const right = item && Number.isSafeInteger(item.quantity) && item.quantity > 0 && Number.isSafeInteger(item.unitCents) && item.unitCents >= 0;
    if (right) sum += item.quantity * item.unitCents;
    else problems.push(`items[${i}] needs a whole quantity above 0 and unitCents of at least 0.`);
  });
  if (problems.length === 0 && order.totalCents !== sum) problems.push(`totalCents is ${order.totalCents}, the items make ${sum}.`);
  return problems;
}

exports.main_handler = async (event, context) => {
  const secret = process.env.WEBHOOK_SECRET;
  if (!secret) {
    console.error('ERROR WEBHOOK_SECRET is not set');
    return reply(500, { error: 'The environment variable WEBHOOK_SECRET is not set.' });
  }
  if (event.httpMethod !== 'POST') return reply(405, { error: 'Send the order with POST.' });
  const body = event.isBase64Encoded ? Buffer.from(event.body || '', 'base64') : Buffer.from(event.body || '', 'utf8');
  if (!signatureIsRight(body, header(event, 'x-signature'), secret)) {
    console.warn(`WARN signature does not fit, from ${header(event, 'x-scf-remote-addr') || 'unknown'}`);
    return reply(401, { error: 'The signature does not fit the body.' });
  }
  let order;
  try {
    order = JSON.parse(body.toString('utf8'));
  } catch (error) {
    return reply(400, { error: `The body is not JSON: ${error.message}` });
  }
  const problems = problemsOf(order);
  if (problems.length > 0) {
    console.warn(`WARN order refused: ${problems.join(' ')}`);
    return reply(422, { error: 'The order is not right.', problems });
  }
  const repeated = seen.has(order.orderId);
  seen.add(order.orderId);
  const pieces = order.items.reduce((sum, item) => sum + item.quantity, 0);
  console.log(`order ${order.orderId}: ${pieces} pieces, ${order.totalCents} cents ${order.currency}${repeated ? ', seen before' : ''}`);
  return reply(repeated ? 200 : 201, {
    orderId: order.orderId,
    status: repeated ? 'already accepted' : 'accepted',
    pieces,
    totalCents: order.totalCents,
    currency: order.currency,
    requestId: context.request_id,
  });
};
