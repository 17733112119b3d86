// SPDX-License-Identifier: GPL-3.0-or-later
// What kafkajs does with the local CKafka: topics, producing (plain, gzip, idempotent), a group of two, offsets, groups.
"use strict";
const {Kafka, CompressionTypes, logLevel} = require("kafkajs");

const kafka = new Kafka({clientId: "drive", brokers: [process.env.KAFKA], logLevel: logLevel.NOTHING, retry: {retries: 3}});

async function consumed(groupId, topic, count, members = 1) {
  const seen = [];
  const owners = new Set();
  let done;
  const all = new Promise((resolve) => { done = resolve; });
  const consumers = [];
  for (let i = 0; i < members; ++i) {
    const consumer = kafka.consumer({groupId, sessionTimeout: 10000, heartbeatInterval: 500, rebalanceTimeout: 10000, maxWaitTimeInMs: 200});
    await consumer.connect();
    await consumer.subscribe({topic, fromBeginning: true});
    consumers.push(consumer);
  }
  const joined = consumers.map((consumer) => new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve)));
  await Promise.all(consumers.map((consumer, i) => consumer.run({
    eachMessage: async ({partition, message}) => {
      owners.add(`${i}`);
      seen.push([partition, Number(message.offset), message.key && message.key.toString(), message.value && message.value.toString(), message.headers.h && message.headers.h.toString()]);
      if (seen.length >= count) done();
    },
  })));
  await Promise.all(joined);
  if (count > 0) await all;
  for (const consumer of consumers) await consumer.disconnect();
  return {seen, owners: owners.size};
}

(async () => {
  const out = {};
  const admin = kafka.admin();
  await admin.connect();
  out.created = await admin.createTopics({topics: [{topic: "orders", numPartitions: 2, configEntries: [{name: "retention.ms", value: "86400000"}]}]});
  out.again = await admin.createTopics({topics: [{topic: "orders", numPartitions: 2}]});
  out.refused = await admin.createTopics({topics: [{topic: "two", numPartitions: 1, replicationFactor: 3}]}).catch((e) => e.errors ? e.errors[0].type : e.type);
  const meta = await admin.fetchTopicMetadata({topics: ["orders"]});
  out.partitions = meta.topics[0].partitions.length;
  out.cluster = (await admin.describeCluster()).brokers.length;
  out.retention = (await admin.describeConfigs({resources: [{type: 2, name: "orders", configNames: ["retention.ms"]}], includeSynonyms: false})).resources[0].configEntries[0].configValue;

  const producer = kafka.producer({idempotent: true, maxInFlightRequests: 1});
  await producer.connect();
  const sent = await producer.send({topic: "orders", messages: [...Array(20).keys()].map((i) => ({key: `k${i}`, value: `v${i}`, headers: {h: `h${i}`}, partition: i % 2}))});
  out.sent = sent.map((s) => [s.partition, Number(s.baseOffset), s.errorCode]).sort();
  await producer.send({topic: "zipped", compression: CompressionTypes.GZIP, messages: [...Array(100).keys()].map((i) => ({value: `z${i}`}))});
  await producer.send({topic: "zipped", messages: [{key: null, value: null}]});
  await producer.disconnect();

  const orders = await consumed("g1", "orders", 20);
  out.orders = orders.seen.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const shared = await consumed("g2", "orders", 20, 2);
  out.shared = [shared.seen.length, shared.owners];
  out.zipped = (await consumed("g3", "zipped", 101)).seen.map((s) => s[3]);
  out.offsets = (await admin.fetchOffsets({groupId: "g1", topics: ["orders"]}))[0].partitions.map((p) => Number(p.offset));
  out.topicOffsets = (await admin.fetchTopicOffsets("orders")).map((p) => [Number(p.low), Number(p.high)]);
  out.groups = (await admin.listGroups()).groups.map((g) => g.groupId).sort();
  const described = (await admin.describeGroups(["g1"])).groups[0];
  out.state = described.state;
  await admin.setOffsets({groupId: "g1", topic: "orders", partitions: [{partition: 0, offset: "5"}, {partition: 1, offset: "10"}]});
  out.rest = (await consumed("g1", "orders", 5)).seen.map((s) => s[1]);
  await admin.deleteGroups(["g3"]);
  out.left = (await admin.listGroups()).groups.map((g) => g.groupId).sort();
  await admin.createPartitions({topicPartitions: [{topic: "orders", count: 3}]});
  out.grown = (await admin.fetchTopicMetadata({topics: ["orders"]})).topics[0].partitions.length;
  await admin.deleteTopics({topics: ["zipped"]});
  out.topics = (await admin.listTopics()).sort();
  await admin.disconnect();
  process.stdout.write(JSON.stringify(out));
})().catch((e) => { process.stderr.write(`${e.stack}\n`); process.exit(1); });
