<?php

function main_handler($event, $context)
{
    echo 'Received event: ', json_encode($event), "\n";
    $keys = array_keys((array) $event);
    sort($keys);
    return ['message' => 'Hello from SCF', 'keys' => $keys];
}
