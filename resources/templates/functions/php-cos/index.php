<?php

// Says what became of each object. With the COS SDK in the package, read it here and write a result beside it.
function main_handler($event, $context)
{
    $objects = [];
    foreach ($event->Records as $record) {
        $bucket = $record->cos->cosBucket;
        // /appid/bucket/path, with the path percent-encoded
        $key = urldecode(explode('/', $record->cos->cosObject->key, 4)[3]);
        $what = $record->event->eventName;
        echo $what, ' ', $bucket->name, '-', $bucket->appid, ' ', $key, "\n";
        if (strpos($what, 'ObjectRemove') !== false) {
            $objects[] = ['key' => $key, 'removed' => true];
            continue;
        }
        $parts = pathinfo($key);
        $end = isset($parts['extension']) ? '.' . $parts['extension'] : '';
        $objects[] = ['key' => $key, 'bytes' => $record->cos->cosObject->size ?? 0, 'result' => "thumbnails/{$parts['filename']}-small$end"];
    }
    return ['objects' => $objects];
}
