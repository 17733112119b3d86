'use strict';

function handle(order) {
  if (order.amount < 0) throw new Error(`order ${order.id}: the amount is below 0`);
  return order.amount || 0;
}

// A batch of one partition. An exception gives the whole batch again, so what was done before must bear that.
exports.main_handler = async (event) => {
  let total = 0;
  let skipped = 0;
  for (const { Ckafka: message } of event.Records) {
    let order;
    try {
      order = JSON.parse(message.msgBody);
    } catch (error) {
      console.log('no JSON, left out:', message.topic, message.partition, message.offset);
      skipped += 1;
      continue;
    }
    if (order && typeof order === 'object') total += handle(order);
  }
  return { messages: event.Records.length, skipped, total };
};
