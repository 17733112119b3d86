<?php

function handle($order)
{
    if (($order->amount ?? 0) < 0) {
        throw new Exception("order {$order->id}: the amount is below 0");
    }
    return $order->amount ?? 0;
}

// A batch of one partition. An exception gives the whole batch again, so what was done before must bear that.
function main_handler($event, $context)
{
    $total = 0;
    $skipped = 0;
    foreach ($event->Records as $record) {
        $order = json_decode($record->Ckafka->msgBody);
        if (!is_object($order)) {
            echo 'no JSON, left out: ', $record->Ckafka->topic, ' ', $record->Ckafka->partition, ' ', $record->Ckafka->offset, "\n";
            $skipped += 1;
            continue;
        }
        $total += handle($order);
    }
    return ['messages' => count($event->Records), 'skipped' => $skipped, 'total' => $total];
}
