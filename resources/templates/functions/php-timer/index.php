<?php

// Runs at the timer's times. Message is what the trigger carries; here a JSON object of what to do.
function main_handler($event, $context)
{
    $job = json_decode($event->Message ?? '{}') ?? ['note' => $event->Message];
    printf("%s planned for %s, %d s ago\n", $event->TriggerName, $event->Time, time() - strtotime($event->Time));
    return ['trigger' => $event->TriggerName, 'job' => $job];
}
