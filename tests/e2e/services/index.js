// SPDX-License-Identifier: GPL-3.0-or-later
// Uses each state service through its usual client, with nothing but what stands in the environment.
'use strict';
const env = process.env;

async function redis() {
  const Redis = require('ioredis');
  const client = new Redis(env.REDIS_URL, { maxRetriesPerRequest: 1 });
  const count = await client.incr('visits');
  await client.quit();
  return count;
}

async function memcached() {
  const client = require('memjs').Client.create(env.MEMCACHED_SERVERS, { retries: 0 });
  await client.set('session', 'kept', { expires: 60 });
  const { value } = await client.get('session');
  client.close();
  return value.toString();
}

async function mysql() {
  const connection = await require('mysql2/promise').createConnection({
    host: env.MYSQL_HOST, port: Number(env.MYSQL_PORT), user: env.MYSQL_USER, password: env.MYSQL_PASSWORD, database: env.MYSQL_DATABASE });
  await connection.query('CREATE TABLE IF NOT EXISTS orders (id INT AUTO_INCREMENT PRIMARY KEY, item VARCHAR(40))');
  await connection.execute('INSERT INTO orders (item) VALUES (?)', ['tea']);
  const [rows] = await connection.query('SELECT COUNT(*) AS n FROM orders');
  await connection.end();
  return rows[0].n;
}

async function postgresql() {
  const { Client } = require('pg');
  const client = new Client();  // PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS orders (id SERIAL PRIMARY KEY, item TEXT)');
  await client.query('INSERT INTO orders (item) VALUES ($1)', ['tea']);
  const { rows } = await client.query('SELECT COUNT(*)::int AS n FROM orders');
  await client.end();
  return rows[0].n;
}

async function cos() {
  const COS = require('cos-nodejs-sdk-v5');
  const client = new COS({ SecretId: env.COS_SECRET_ID, SecretKey: env.COS_SECRET_KEY, Protocol: 'http:', Proxy: env.COS_ENDPOINT });
  const place = { Bucket: `shop-${env.COS_APPID}`, Region: env.COS_REGION };
  await client.putBucket(place).catch((error) => { if (error.code !== 'BucketAlreadyOwnedByYou') throw error; });
  await client.putObject({ ...place, Key: 'receipts/1.txt', Body: 'tea' });
  const { Body } = await client.getObject({ ...place, Key: 'receipts/1.txt' });
  return Body.toString();
}

exports.main_handler = async () => ({ cos: await cos(), redis: await redis(), memcached: await memcached(), mysql: await mysql(), postgresql: await postgresql() });
